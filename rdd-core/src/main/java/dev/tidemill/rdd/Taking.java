package dev.tidemill.rdd;

import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Job.Rounds;
import dev.tidemill.core.engine.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Takes the first records of a dataset: one partition in the first round, four times as many in
 * each further one, until there are enough.
 */
final class Taking<T> implements Rounds {
  private final int partitions;
  private final int count;
  // In the order of the partitions; complete up to `from` when a round ends.
  private final List<T> taken = new ArrayList<>();
  private List<List<T>> round = List.of();
  private int from;
  private int to;

  private final Reading<T> reading = new Reading<>();

  /** The task: stops reading its partition as soon as it has enough. */
  private static final class Reading<T> implements PartitionTask<T, List<T>> {
    private static final long serialVersionUID = 1L;

    // Read by the tasks of a round, written between rounds.
    private volatile int wanted;

    @Override
    public List<T> run(int partition, Records<T> records) throws Exception {
      int enough = wanted;
      List<T> part = new ArrayList<>();
      records.forEach(
          record -> {
            part.add(record);
            return part.size() < enough;
          });
      return part;
    }
  }

  Taking(int partitions, int count) {
    this.partitions = partitions;
    this.count = count;
  }

  @Override
  public int[] next() {
    finishRound();
    reading.wanted = count - taken.size();
    if (reading.wanted <= 0) {
      return new int[0];
    }
    int width = to == 0 ? 1 : (int) Math.min(partitions, (to - from) * 4L);
    from = to;
    to = (int) Math.min(partitions, (long) from + width);
    round = new ArrayList<>();
    for (int i = from; i < to; i++) {
      round.add(List.of());
    }
    return IntStream.range(from, to).toArray();
  }

  private void finishRound() {
    for (List<T> part : round) {
      int missing = count - taken.size();
      taken.addAll(part.subList(0, Math.min(missing, part.size())));
    }
    round = List.of();
  }

  PartitionTask<T, List<T>> task() {
    return reading;
  }

  void add(int partition, List<T> part) {
    round.set(partition - from, part);
  }

  List<T> taken() {
    return taken;
  }
}
