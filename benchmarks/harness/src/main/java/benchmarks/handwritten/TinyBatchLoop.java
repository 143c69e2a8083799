package benchmarks.handwritten;

import benchmarks.data.Inputs;
import benchmarks.workload.BatchTimes;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Waits for each multiple of the interval and counts the words of its lines. */
final class TinyBatchLoop implements Workload {
  private final List<List<String>> batches;
  private final int interval;

  private TinyBatchLoop(List<List<String>> batches, int interval) {
    this.batches = batches;
    this.interval = interval;
  }

  static TinyBatchLoop with(Parameters parameters, int lines) {
    return new TinyBatchLoop(
        Inputs.tinyBatches(parameters.number("batches", 200), lines),
        parameters.number("interval", 50));
  }

  static TinyBatchLoop first(Parameters parameters) {
    return new TinyBatchLoop(Inputs.firstBatch(parameters), parameters.number("interval", 50));
  }

  @Override
  public Outcome run() throws InterruptedException {
    BatchTimes times = new BatchTimes(batches.size());
    long due = (System.currentTimeMillis() / interval + 1) * interval;
    for (List<String> lines : batches) {
      sleepUntil(due);
      long begin = System.nanoTime();
      Map<String, Integer> counts = WordCounts.of(lines.iterator());
      times.batch(due, System.nanoTime() - begin);
      times.checked(WordCounts.checksum(counts));
      due += interval;
    }
    return times.await(0);
  }

  /** By the finer clock: whole milliseconds would wake it up to one of them late. */
  private static void sleepUntil(long millis) {
    Instant due = Instant.ofEpochMilli(millis);
    long left;
    while ((left = Instant.now().until(due, ChronoUnit.NANOS)) > 0) {
      LockSupport.parkNanos(left);
    }
  }
}
