package dev.tidemill.runtime.measure;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.graph.SourceNode;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.streaming.dstream.DStream;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * What one batch costs on real threads under the machine's clock: a word count in two stages over
 * no lines and over ten, at an interval of 5 ms. Not a test; run its main with the class path of
 * the tests. Prints, for each, the medians and 99th percentiles of
 *
 * <ul>
 *   <li>work: from the start of the allocation to the end of the output
 *   <li>late: from the time the batch was due to the end of the output, with the timer's lateness
 *   <li>CPU of the whole process for each batch, collector and timers included
 * </ul>
 */
public final class BatchCost {
  private static final int WARM_UP = 6000;
  private static final int MEASURED = 4000;
  private static final int INTERVAL_MS = 5;

  private BatchCost() {}

  public static void main(String[] args) throws Exception {
    measure("warm-up, not counted", 10);
    for (int round = 0; round < 3; round++) {
      measure("empty batch", 0);
      measure("ten lines", 10);
    }
    System.exit(0);
  }

  private static void measure(String what, int lineCount) throws Exception {
    String[] lines = new String[lineCount];
    Arrays.setAll(lines, i -> "the tide comes in and goes out " + i % 3);
    Probe probe = new Probe(lines);
    SparkConf conf = new SparkConf(false).setMaster("local[2]").setAppName("batch-cost");
    try (JavaStreamingContext ssc =
        new JavaStreamingContext(conf, Durations.milliseconds(INTERVAL_MS))) {
      JavaDStream<String> text =
          new JavaDStream<>(
              new DStream<>(
                  ssc.ssc(),
                  new SourceNode<>("probe", probe, Durations.milliseconds(INTERVAL_MS))));
      text.flatMap(line -> Arrays.asList(line.split(" ")).iterator())
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .foreachRDD((rdd, time) -> probe.ended(rdd.collect().size(), time));
      ssc.start();
      probe.done.await();
    }
    System.out.printf(
        "%-22s work p50 %6.1f us p99 %7.1f us   late p50 %6.1f us p99 %7.1f us   CPU %6.1f us%n",
        what,
        percentile(probe.work, 0.5),
        percentile(probe.work, 0.99),
        percentile(probe.late, 0.5),
        percentile(probe.late, 0.99),
        probe.cpuNanos / 1000.0 / MEASURED);
  }

  private static double percentile(long[] nanos, double fraction) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    return sorted[(int) (sorted.length * fraction)] / 1000.0;
  }

  private static long processCpu() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** A source that gives the same lines to every batch, and the stop-watch. */
  private static final class Probe implements StreamSource<String> {
    final long[] work = new long[MEASURED];
    final long[] late = new long[MEASURED];
    final CountDownLatch done = new CountDownLatch(1);
    final Plan<String> plan;
    volatile long allocated;
    volatile int words;
    long cpuNanos;
    int batches;

    Probe(String[] lines) {
      plan =
          new Source<>(
              lines.length == 0
                  ? GivenData.ofPartitions(List.of())
                  : GivenData.ofPartitions(List.of(List.of(lines))));
    }

    void ended(int size, Time time) {
      long now = System.nanoTime();
      Instant wall = Instant.now();
      words = size;
      int index = batches++ - WARM_UP;
      if (index == 0) {
        cpuNanos = -processCpu();
      }
      if (index >= 0 && index < MEASURED) {
        work[index] = now - allocated;
        late[index] =
            (wall.getEpochSecond() * 1000 - time.milliseconds()) * 1_000_000 + wall.getNano();
      }
      if (index == MEASURED) {
        cpuNanos += processCpu();
        done.countDown();
      }
    }

    @Override
    public String description() {
      return "probe";
    }

    @Override
    public void start(SourceContext context) {}

    @Override
    public Allocation allocate(Time batch) {
      allocated = System.nanoTime();
      return new Allocation(Allocation.UNKNOWN, "");
    }

    @Override
    public long restore(Time batch, boolean needed, RestoredAllocation allocated) {
      throw new UnsupportedOperationException("No test restores this source.");
    }

    @Override
    public Optional<Plan<String>> plan(Time batch) {
      return Optional.of(plan);
    }

    @Override
    public void done(Time batch) {}

    @Override
    public void stop() {}
  }
}
