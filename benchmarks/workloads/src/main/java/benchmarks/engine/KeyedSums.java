package benchmarks.engine;

import benchmarks.data.StateInputs;
import benchmarks.workload.BatchTimes;
import benchmarks.workload.Checksum;
import benchmarks.workload.HeapInUse;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.Optional;
import dev.tidemill.api.java.function.Function3;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Sums by key in a state that has many keys when the first batch comes. An operation begins when
 * the state is loaded. In one form the output is what the batch has updated; in the other one it is
 * the whole state, which is counted after each batch and looked through after the last one.
 */
final class KeyedSums implements Workload {
  private static final int PARTITIONS = 2;

  // Not of the instance: the legacy engine serialises functions of the driver.
  private static volatile StateFeed feed;
  private static volatile BatchTimes times;

  private final JavaSparkContext context;
  private final StateInputs.Sizes sizes;
  private final boolean all;
  private JavaStreamingContext streaming;
  private Map<String, Double> figures;

  /**
   * @param all whether the function is called for all keys, by {@code updateStateByKey}
   */
  KeyedSums(JavaSparkContext context, StateInputs.Sizes sizes, boolean all) {
    this.context = context;
    this.sizes = sizes;
    this.all = all;
  }

  @Override
  public void begin() throws InterruptedException {
    feed = new StateFeed(context, sizes);
    times = new BatchTimes(sizes.batches());
    streaming = new JavaStreamingContext(context, Durations.milliseconds(sizes.interval()));
    JavaPairDStream<String, Long> updates =
        streaming
            .queueStream(new ArrayDeque<JavaRDD<String>>())
            .transform((nothing, time) -> feed.next(nothing, time))
            .mapToPair(key -> new Tuple2<>(key, 1L));
    JavaPairRDD<String, Long> initial = initial(context, sizes.keys());
    if (all) {
      updateAll(updates, initial);
    } else {
      mapWithState(updates, initial).foreachRDD(KeyedSums::sums);
    }
    long heap = HeapInUse.bytes();
    long begin = System.nanoTime();
    streaming.start();
    feed.awaitLoaded();
    double seconds = (System.nanoTime() - begin) / 1e9;
    double overhead = StateInputs.overhead(HeapInUse.bytes() - heap, sizes.keys());
    figures = Map.of("load s", seconds, "heap bytes a key beside it and its value", overhead);
    feed.open();
  }

  private JavaDStream<Tuple2<String, Long>> mapWithState(
      JavaPairDStream<String, Long> updates, JavaPairRDD<String, Long> initial) {
    Function3<String, Optional<Long>, State<Long>, Tuple2<String, Long>> sum = KeyedSums::sum;
    StateSpec<String, Long, Long, Tuple2<String, Long>> spec =
        StateSpec.function(sum).initialState(initial).numPartitions(PARTITIONS);
    if (sizes.timeout() > 0) {
      spec = spec.timeout(Durations.minutes(sizes.timeout()));
    }
    return updates.mapWithState(spec);
  }

  /**
   * The legacy engine would cut the history of this state every ten seconds, of the other by ten.
   */
  private void updateAll(JavaPairDStream<String, Long> updates, JavaPairRDD<String, Long> initial) {
    JavaPairDStream<String, Long> sums =
        updates.updateStateByKey(KeyedSums::sum, new HashPartitioner(PARTITIONS), initial);
    if (sizes.directory()) {
      sums.checkpoint(Durations.milliseconds(10L * sizes.interval()));
    }
    int last = sizes.batches() - 1;
    sums.foreachRDD((rows, time) -> count(rows, time, last));
  }

  private static JavaPairRDD<String, Long> initial(JavaSparkContext context, int keys) {
    return Parts.of(context)
        .mapPartitions(part -> StateInputs.initial(keys, part.next()))
        .mapToPair(number -> new Tuple2<>(StateInputs.key(number), StateInputs.value(number)));
  }

  private static Tuple2<String, Long> sum(String key, Optional<Long> value, State<Long> state) {
    if (state.isTimingOut()) {
      throw new IllegalStateException(key + " was idle for too long, though nothing was to be.");
    }
    long sum = (state.exists() ? state.get() : 0L) + value.get();
    state.update(sum);
    return new Tuple2<>(key, sum);
  }

  private static Optional<Long> sum(List<Long> values, Optional<Long> state) {
    if (values.isEmpty()) {
      return state;
    }
    long sum = state.isPresent() ? state.get() : 0L;
    for (long value : values) {
      sum += value;
    }
    return Optional.of(sum);
  }

  private static void sums(JavaRDD<Tuple2<String, Long>> sums, Time time) {
    long begin = System.nanoTime();
    List<Tuple2<String, Long>> rows = sums.collect();
    long nanos = System.nanoTime() - begin;
    if (feed.number(time) < 0) {
      feed.idle(time);
      return;
    }
    times.batch(time.milliseconds(), nanos);
    times.checked(checksum(rows.iterator()));
  }

  private static void count(JavaPairRDD<String, Long> sums, Time time, int last) {
    long begin = System.nanoTime();
    long count = sums.count();
    long nanos = System.nanoTime() - begin;
    int number = feed.number(time);
    if (number < 0) {
      feed.idle(time);
      return;
    }
    times.batch(time.milliseconds(), nanos);
    times.checked(number < last ? count : checksumOfAll(sums));
  }

  private static long checksumOfAll(JavaPairRDD<String, Long> sums) {
    return sums.mapPartitions(rows -> List.of(checksum(rows)).iterator())
        .reduce((one, other) -> one + other);
  }

  private static long checksum(Iterator<Tuple2<String, Long>> rows) {
    Checksum checksum = new Checksum();
    while (rows.hasNext()) {
      Tuple2<String, Long> row = rows.next();
      checksum.add(row._1(), row._2());
    }
    return checksum.value();
  }

  @Override
  public Outcome run() throws InterruptedException {
    return times.await(60_000 + sizes.batches() * 30_000L).with(figures);
  }

  @Override
  public void settle() {
    streaming.stop(false);
    feed = null;
  }

  @Override
  public void close() {
    context.stop();
  }
}
