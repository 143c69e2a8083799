package dev.tidemill.runtime.measure;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.Tuple2;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.graph.SourceNode;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.runtime.BatchRuntime;
import dev.tidemill.runtime.journal.FaultyStore;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.util.SystemClock;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

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
 *
 * <p>With a directory as its argument also what a checkpoint directory below that adds: the same
 * with a journal, how many syncs and bytes that took for each batch, and beside it what it costs to
 * write and sync as many bytes at the same pace and do nothing else.
 */
public final class BatchCost {
  private static final int WARM_UP = 6000;
  private static final int MEASURED = 4000;
  private static final int INTERVAL_MS = 5;

  private BatchCost() {}

  public static void main(String[] args) throws Exception {
    measure("warm-up, not counted", 10, Optional.empty());
    for (int round = 0; round < 3; round++) {
      measure("empty batch", 0, Optional.empty());
      measure("ten lines", 10, Optional.empty());
      if (args.length > 0) {
        measureJournal(Path.of(args[0], "round-" + round + "-" + System.nanoTime()));
      }
    }
    System.exit(0);
  }

  private static void measureJournal(Path directory) throws Exception {
    FaultyStore store = FaultyStore.withLocks(FileStores.open(directory.toString()));
    measure("ten lines, journal", 10, Optional.of(store));
    double batches = WARM_UP + MEASURED;
    int bytes = (int) (store.written() / batches);
    System.out.printf(
        "%-22s %.4f a batch, %d bytes%n", "  syncs", store.count("sync") / batches, bytes);
    bareSyncs(directory.resolve("bare"), bytes);
  }

  private static void bareSyncs(Path file, int bytes) throws Exception {
    long[] nanos = new long[MEASURED];
    long cpu = 0;
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      cpu -= processCpu();
      for (int i = 0; i < MEASURED; i++) {
        long next = (System.currentTimeMillis() / INTERVAL_MS + 1) * INTERVAL_MS;
        LockSupport.parkUntil(next);
        long begin = System.nanoTime();
        channel.write(ByteBuffer.allocate(bytes));
        channel.force(false);
        nanos[i] = System.nanoTime() - begin;
      }
      cpu += processCpu();
    }
    System.out.printf(
        "%-22s work p50 %6.1f us p99 %7.1f us %41s CPU %6.1f us%n",
        "  bare write and sync",
        percentile(nanos, 0.5),
        percentile(nanos, 0.99),
        "",
        cpu / 1000.0 / MEASURED);
  }

  private static void measure(String what, int lineCount, Optional<FileStore> checkpoint)
      throws Exception {
    String[] lines = new String[lineCount];
    Arrays.setAll(lines, i -> "the tide comes in and goes out " + i % 3);
    Probe probe = new Probe(lines);
    SparkConf conf = new SparkConf(false).setMaster("local[2]").setAppName("batch-cost");
    SparkContext context = new SparkContext(conf);
    StreamGraph graph = new StreamGraph(Durations.milliseconds(INTERVAL_MS));
    BatchRuntime runtime = BatchRuntime.onThreads(context, graph, new SystemClock());
    runtime.checkpoint(checkpoint, true);
    try (JavaStreamingContext ssc =
        new JavaStreamingContext(new StreamingContext(context, graph, runtime))) {
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
