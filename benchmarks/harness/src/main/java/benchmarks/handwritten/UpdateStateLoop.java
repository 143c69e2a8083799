package benchmarks.handwritten;

import benchmarks.data.StateInputs;
import benchmarks.workload.BatchTimes;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks after each batch for every key what its sum is to be, on one thread. With a directory the
 * sums that are new are written to a file and synced.
 */
final class UpdateStateLoop implements Workload {
  private final StateInputs.Sizes sizes;
  private final SumLog log;
  private Sums sums;

  private UpdateStateLoop(StateInputs.Sizes sizes) throws IOException {
    this.sizes = sizes;
    this.log = SumLog.where(sizes.directory());
  }

  static UpdateStateLoop with(Parameters parameters) throws IOException {
    return new UpdateStateLoop(StateInputs.prepareUpdateState(parameters));
  }

  @Override
  public void begin() throws InterruptedException {
    sums = null; // before the next ones take the memory
    sums = Sums.loaded(sizes);
  }

  @Override
  public Outcome run() throws InterruptedException, IOException {
    BatchTimes times = new BatchTimes(sizes.batches());
    Due due = new Due(sizes.interval());
    int last = sizes.batches() - 1;
    for (int number = 0; number <= last; number++) {
      long dueMillis = due.awaitNext();
      long begin = System.nanoTime();
      Map<String, List<Long>> values = new HashMap<>();
      for (String key : StateInputs.batch(number)) {
        values.computeIfAbsent(key, first -> new ArrayList<>()).add(1L);
      }
      sums.all().replaceAll((key, sum) -> updated(key, values.get(key), sum));
      long nanos = System.nanoTime() - begin;
      log.sync();
      times.batch(dueMillis, nanos);
      times.checked(number < last ? sums.all().size() : checksum());
    }
    return times.await(0).with(sums.figures());
  }

  private Long updated(String key, List<Long> values, Long before) {
    if (values == null) {
      return before;
    }
    long sum = before;
    for (long value : values) {
      sum += value;
    }
    log.add(key, sum);
    return sum;
  }

  private long checksum() {
    Checksum checksum = new Checksum();
    sums.all().forEach(checksum::add);
    return checksum.value();
  }

  @Override
  public void close() {
    log.delete();
  }
}
