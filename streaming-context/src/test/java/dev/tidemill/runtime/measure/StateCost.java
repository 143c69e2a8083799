package dev.tidemill.runtime.measure;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.Optional;
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
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.util.ManualClock;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a batch costs that takes a state of many keys further. Not a test; run its main with the
 * class path of the tests:
 *
 * <pre>
 *   StateCost KEYS UPDATES map|timeout|update BATCHES [DIRECTORY]
 * </pre>
 *
 * <p>The state begins with that many keys of the form {@code key-%08d} and sums as Long values;
 * each batch updates so many of them, chosen evenly. Printed: how long it took to load the state,
 * what it holds of the heap, the times of a batch (median, percentiles, longest) after as many that
 * are not counted, the longest of those in which no collection ended, and with a directory the
 * bytes written for each batch.
 */
public final class StateCost {
  private static final Duration INTERVAL = Durations.seconds(1);

  private StateCost() {}

  private static Long sum(String key, Optional<Long> value, State<Long> state) {
    long sum = (state.exists() ? state.get() : 0L) + value.orElse(0L);
    state.update(sum);
    return sum;
  }

  private static Optional<Long> sum(List<Long> values, Optional<Long> state) {
    if (values.isEmpty()) {
      return state;
    }
    long sum = state.orElse(0L);
    for (long value : values) {
      sum += value;
    }
    return Optional.of(sum);
  }

  public static void main(String[] args) throws Exception {
    int keys = Integer.parseInt(args[0]);
    int updates = Integer.parseInt(args[1]);
    String form = args[2];
    int batches = Integer.parseInt(args[3]);
    SparkContext context =
        new SparkContext(new SparkConf(false).setMaster("local[2]").setAppName("state-cost"));
    StreamGraph graph = new StreamGraph(INTERVAL);
    ManualClock clock = new ManualClock();
    BatchRuntime runtime = BatchRuntime.stepped(context, graph, clock);
    java.util.Optional<FaultyStore> store = java.util.Optional.empty();
    if (args.length > 4) {
      store = java.util.Optional.of(FaultyStore.withLocks(FileStores.open(args[4])));
    }
    runtime.checkpoint(store.map(s -> (FileStore) s), true);
    try (JavaStreamingContext ssc =
        new JavaStreamingContext(new StreamingContext(context, graph, runtime))) {
      Updates input = new Updates();
      JavaPairDStream<String, Long> pairs =
          new JavaPairDStream<>(
              new DStream<>(ssc.ssc(), new SourceNode<>("updates", input, INTERVAL)));
      JavaPairRDD<String, Long> initial = initial(JavaSparkContext.fromSparkContext(context), keys);
      if (form.equals("update")) {
        pairs
            .updateStateByKey(StateCost::sum, new dev.tidemill.HashPartitioner(2), initial)
            .foreachRDD(rdd -> {});
      } else {
        StateSpec<String, Long, Long, Long> spec =
            StateSpec.<String, Long, Long, Long>function(StateCost::sum)
                .numPartitions(2)
                .initialState(initial);
        if (form.equals("timeout")) {
          spec.timeout(Durations.minutes(1000));
        }
        pairs.mapWithState(spec).foreachRDD(rdd -> rdd.foreachPartition(records -> {}));
      }
      ssc.start();
      long before = usedHeap();
      long begin = System.nanoTime();
      clock.advance(INTERVAL.milliseconds());
      runtime.tick();
      long loaded = System.nanoTime() - begin;
      System.out.printf(
          "%d keys loaded in %.2f s; heap %.1f bytes a key%n",
          keys, loaded / 1e9, (double) (usedHeap() - before) / keys);
      SplittableRandom random = new SplittableRandom(42);
      long[] nanos = new long[batches];
      long worstUncollected = 0;
      long written = 0;
      for (int i = -batches; i < batches; i++) {
        List<Tuple2<String, Long>> records = new ArrayList<>(updates);
        for (int n = 0; n < updates; n++) {
          records.add(new Tuple2<>(key(random.nextInt(keys)), 1L));
        }
        input.next = records;
        if (i == 0 && store.isPresent()) {
          written = store.get().written();
        }
        long collections = collections();
        long start = System.nanoTime();
        clock.advance(INTERVAL.milliseconds());
        runtime.tick();
        if (i >= 0) {
          nanos[i] = System.nanoTime() - start;
          if (collections() == collections) {
            worstUncollected = Math.max(worstUncollected, nanos[i]);
          }
        }
      }
      Arrays.sort(nanos);
      System.out.printf(
          "%s, %d keys, %d updates: p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, worst %.3f ms, %.3f ms without the collector",
          form,
          keys,
          updates,
          nanos[batches / 2] / 1e6,
          nanos[batches * 99 / 100] / 1e6,
          nanos[batches * 999 / 1000] / 1e6,
          nanos[batches - 1] / 1e6,
          worstUncollected / 1e6);
      if (store.isPresent()) {
        System.out.printf(
            ", %.1f bytes an update",
            (double) (store.get().written() - written) / batches / updates);
      }
      System.out.println();
    }
    System.exit(0);
  }

  private static String key(int number) {
    String digits = Integer.toString(number);
    return "key-00000000".substring(0, 12 - digits.length()) + digits;
  }

  private static JavaPairRDD<String, Long> initial(JavaSparkContext context, int keys) {
    int slices = 8;
    return context
        .parallelize(IntStream.range(0, slices).boxed().toList(), slices)
        .flatMap(
            slice -> IntStream.range(0, keys).filter(i -> i % slices == slice).boxed().iterator())
        .mapToPair(i -> new Tuple2<>(key(i), (long) i));
  }

  /** Gives each batch what it was told to. */
  private static final class Updates implements StreamSource<Tuple2<String, Long>> {
    List<Tuple2<String, Long>> next = List.of();

    @Override
    public String description() {
      return "updates";
    }

    @Override
    public void start(SourceContext context) {}

    @Override
    public Allocation allocate(Time batch) {
      return new Allocation(next.size(), "");
    }

    @Override
    public java.util.Optional<Plan<Tuple2<String, Long>>> plan(Time batch) {
      return java.util.Optional.of(new Source<>(GivenData.ofPartitions(List.of(next))));
    }

    @Override
    public long restore(Time batch, boolean needed, RestoredAllocation allocated) {
      throw new UnsupportedOperationException("No test restores this source.");
    }

    @Override
    public void done(Time batch) {}

    @Override
    public void stop() {}
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static long usedHeap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
