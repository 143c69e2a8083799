package benchmarks.handwritten;

import benchmarks.data.Inputs;
import benchmarks.workload.BatchTimes;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Waits for each multiple of the interval and counts the words of its lines. Each stage beyond the
 * second counts by the words without their last letter; each output reads the counts.
 */
final class TinyBatchLoop implements Workload {
  private final List<List<String>> batches;
  private final int interval;
  private final int stages;
  private final int outputs;
  private final BeforeBatch before;

  /** What is done when a batch is due, before it is counted. */
  @FunctionalInterface
  interface BeforeBatch {
    void run() throws IOException;
  }

  private TinyBatchLoop(
      List<List<String>> batches, int interval, int stages, int outputs, BeforeBatch before) {
    this.batches = batches;
    this.interval = interval;
    this.stages = stages;
    this.outputs = outputs;
    this.before = before;
  }

  static TinyBatchLoop with(Parameters parameters, int lines, int stages, int outputs) {
    return with(parameters, lines, stages, outputs, () -> {});
  }

  static TinyBatchLoop with(
      Parameters parameters, int lines, int stages, int outputs, BeforeBatch before) {
    return new TinyBatchLoop(
        Inputs.tinyBatches(parameters.number("batches", 200), lines),
        parameters.number("interval", 50),
        stages,
        outputs,
        before);
  }

  static TinyBatchLoop first(Parameters parameters) {
    return new TinyBatchLoop(
        Inputs.firstBatch(parameters), parameters.number("interval", 50), 2, 1, () -> {});
  }

  @Override
  public Outcome run() throws InterruptedException, IOException {
    BatchTimes times = new BatchTimes(batches.size());
    Due due = new Due(interval);
    for (List<String> lines : batches) {
      long dueMillis = due.awaitNext();
      before.run();
      if (stages == 1) {
        words(times, dueMillis, lines);
      } else {
        counts(times, dueMillis, lines);
      }
    }
    return times.await(0);
  }

  private void words(BatchTimes times, long dueMillis, List<String> lines) {
    long begin = System.nanoTime();
    List<String> words = WordCounts.words(lines);
    times.batch(dueMillis, System.nanoTime() - begin);
    times.checked(outputs * WordCounts.checksum(words));
  }

  private void counts(BatchTimes times, long dueMillis, List<String> lines) {
    long begin = System.nanoTime();
    Map<String, Integer> counts = WordCounts.of(lines.iterator());
    for (int stage = 3; stage <= stages; stage++) {
      counts = shorter(counts);
    }
    times.batch(dueMillis, System.nanoTime() - begin);
    long checksum = 0;
    for (int output = 0; output < outputs; output++) {
      checksum += WordCounts.checksum(counts);
    }
    times.checked(checksum);
  }

  private static Map<String, Integer> shorter(Map<String, Integer> counts) {
    Map<String, Integer> shorter = new HashMap<>();
    counts.forEach(
        (word, count) -> shorter.merge(WordCounts.withoutLast(word), count, Integer::sum));
    return shorter;
  }
}
