package benchmarks.handwritten;

import benchmarks.data.StateInputs;
import benchmarks.workload.BatchTimes;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Adds to the sums of a batch's keys, on one thread. With a directory the new sums are written to a
 * file and synced.
 */
final class MapWithStateLoop implements Workload {
  private final StateInputs.Sizes sizes;
  private final SumLog log;
  private Sums sums;

  private MapWithStateLoop(StateInputs.Sizes sizes) throws IOException {
    this.sizes = sizes;
    this.log = SumLog.where(sizes.directory());
  }

  static MapWithStateLoop with(Parameters parameters) throws IOException {
    return new MapWithStateLoop(StateInputs.prepareMapWithState(parameters));
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
    for (int number = 0; number < sizes.batches(); number++) {
      long dueMillis = due.awaitNext();
      long begin = System.nanoTime();
      List<Map.Entry<String, Long>> rows = new ArrayList<>();
      for (String key : StateInputs.batch(number)) {
        rows.add(Map.entry(key, sums.increment(key)));
      }
      sums.batchDone();
      long nanos = System.nanoTime() - begin;
      for (Map.Entry<String, Long> row : rows) {
        log.add(row.getKey(), row.getValue());
      }
      log.sync();
      times.batch(dueMillis, nanos);
      Checksum checksum = new Checksum();
      rows.forEach(row -> checksum.add(row.getKey(), row.getValue()));
      times.checked(checksum.value());
    }
    return times.await(0).with(sums.figures());
  }

  @Override
  public void close() {
    log.delete();
  }
}
