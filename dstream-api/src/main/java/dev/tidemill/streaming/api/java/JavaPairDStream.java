package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.dstream.graph.WindowSpec;
import dev.tidemill.dstream.window.WindowState.Functions;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.dstream.DStream;
import java.util.List;
import java.util.Optional;

/** A stream of keys with values. */
public class JavaPairDStream<K, V>
    extends AbstractJavaDStreamLike<Tuple2<K, V>, JavaPairDStream<K, V>, JavaPairRDD<K, V>> {
  private static final long serialVersionUID = 1L;

  public JavaPairDStream(DStream<Tuple2<K, V>> dstream) {
    super(dstream);
  }

  public static <K, V> JavaPairDStream<K, V> fromJavaDStream(JavaDStream<Tuple2<K, V>> dstream) {
    return new JavaPairDStream<>(dstream.dstream());
  }

  public JavaDStream<Tuple2<K, V>> toJavaDStream() {
    return new JavaDStream<>(dstream());
  }

  @Override
  public JavaPairRDD<K, V> wrapRDD(RDD<Tuple2<K, V>> rdd) {
    return new JavaPairRDD<>(rdd);
  }

  public JavaPairDStream<K, V> filter(Function<Tuple2<K, V>, Boolean> f) {
    requireFunction("filter", f);
    return new JavaPairDStream<>(
        dstream().derive("filter", plan -> new Filtered<>("filter", plan, f)));
  }

  public <U> JavaPairDStream<K, U> mapValues(Function<V, U> f) {
    requireFunction("mapValues", f);
    Function<Tuple2<K, V>, Tuple2<K, U>> onValue = pair -> new Tuple2<>(pair._1, f.call(pair._2));
    return new JavaPairDStream<>(
        dstream().derive("mapValues", plan -> new Mapped<>("mapValues", plan, onValue, true)));
  }

  /** The pairs of both, batch by batch; see {@link JavaDStream#union}. */
  public JavaPairDStream<K, V> union(JavaPairDStream<K, V> that) {
    requireValue("union", "that", that);
    return new JavaPairDStream<>(Unions.of(List.of(dstream(), that.dstream())));
  }

  /** One value for each key of a batch, in as many partitions as the default parallelism. */
  public JavaPairDStream<K, V> reduceByKey(Function2<V, V, V> func) {
    return reduceByKey(func, context().sparkContext().defaultParallelism());
  }

  public JavaPairDStream<K, V> reduceByKey(Function2<V, V, V> func, int numPartitions) {
    requirePartitions("reduceByKey", "numPartitions", numPartitions);
    return reduceByKey(func, new HashPartitioner(numPartitions));
  }

  /** The function must be associative; it gets values in the order of partitions and records. */
  public JavaPairDStream<K, V> reduceByKey(Function2<V, V, V> func, Partitioner partitioner) {
    requireFunction("reduceByKey", func);
    requireValue("reduceByKey", "partitioner", partitioner);
    return new JavaPairDStream<>(
        dstream()
            .derive(
                "reduceByKey",
                plan ->
                    Plans.combineByKey(
                        "reduceByKey", plan, value -> value, func, func, partitioner)));
  }

  // Windows. Both durations are multiples of this stream's slide; the first windows are short.

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc, Duration windowDuration) {
    return reduceByKeyAndWindow(reduceFunc, windowDuration, dstream().slideDuration());
  }

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc, Duration windowDuration, Duration slideDuration) {
    return reduceByKeyAndWindow(reduceFunc, windowDuration, slideDuration, Windows.hash(dstream()));
  }

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Duration windowDuration,
      Duration slideDuration,
      int numPartitions) {
    requirePartitions("reduceByKeyAndWindow", "numPartitions", numPartitions);
    return reduceByKeyAndWindow(
        reduceFunc, windowDuration, slideDuration, new HashPartitioner(numPartitions));
  }

  /**
   * One value for each key of the last {@code windowDuration}, every {@code slideDuration}. A slide
   * calls the function for the keys that come and go, at most three times for one that comes and
   * once for one that goes, however long the window is; all other keys keep their value.
   *
   * @param reduceFunc associative; the older value comes first
   */
  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Duration windowDuration,
      Duration slideDuration,
      Partitioner partitioner) {
    requireFunction("reduceByKeyAndWindow", reduceFunc);
    return reducedWindow(windowDuration, slideDuration, partitioner, Windows.functions(reduceFunc));
  }

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Function2<V, V, V> invReduceFunc,
      Duration windowDuration,
      Duration slideDuration) {
    requireFunction("reduceByKeyAndWindow", reduceFunc);
    requireFunction("reduceByKeyAndWindow", invReduceFunc);
    return reducedWindow(
        windowDuration,
        slideDuration,
        Windows.hash(dstream()),
        Windows.functions(reduceFunc, invReduceFunc, Optional.empty()));
  }

  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Function2<V, V, V> invReduceFunc,
      Duration windowDuration,
      Duration slideDuration,
      int numPartitions,
      Function<Tuple2<K, V>, Boolean> filterFunc) {
    requirePartitions("reduceByKeyAndWindow", "numPartitions", numPartitions);
    return reduceByKeyAndWindow(
        reduceFunc,
        invReduceFunc,
        windowDuration,
        slideDuration,
        new HashPartitioner(numPartitions),
        filterFunc);
  }

  /**
   * As {@link #reduceByKeyAndWindow(Function2, Duration, Duration, Partitioner)}; what leaves the
   * window is taken out by the inverse function. A key stays with the value that is left, 0 say,
   * until the filter refuses it.
   */
  public JavaPairDStream<K, V> reduceByKeyAndWindow(
      Function2<V, V, V> reduceFunc,
      Function2<V, V, V> invReduceFunc,
      Duration windowDuration,
      Duration slideDuration,
      Partitioner partitioner,
      Function<Tuple2<K, V>, Boolean> filterFunc) {
    requireFunction("reduceByKeyAndWindow", reduceFunc);
    requireFunction("reduceByKeyAndWindow", invReduceFunc);
    requireFunction("reduceByKeyAndWindow", filterFunc);
    return reducedWindow(
        windowDuration,
        slideDuration,
        partitioner,
        Windows.functions(reduceFunc, invReduceFunc, Optional.of(filterFunc)));
  }

  private JavaPairDStream<K, V> reducedWindow(
      Duration window, Duration slide, Partitioner partitioner, Functions<K, V> functions) {
    String operator = "reduceByKeyAndWindow";
    requireValue(operator, "partitioner", partitioner);
    WindowSpec spec = WindowSpec.of(operator, dstream().node(), window, slide);
    return new JavaPairDStream<>(
        Windows.reduced(operator, dstream(), spec, partitioner, functions));
  }

  public JavaPairDStream<K, Iterable<V>> groupByKeyAndWindow(Duration windowDuration) {
    return groupByKeyAndWindow(windowDuration, dstream().slideDuration());
  }

  public JavaPairDStream<K, Iterable<V>> groupByKeyAndWindow(
      Duration windowDuration, Duration slideDuration) {
    return groupByKeyAndWindow(windowDuration, slideDuration, Windows.hash(dstream()));
  }

  public JavaPairDStream<K, Iterable<V>> groupByKeyAndWindow(
      Duration windowDuration, Duration slideDuration, int numPartitions) {
    requirePartitions("groupByKeyAndWindow", "numPartitions", numPartitions);
    return groupByKeyAndWindow(windowDuration, slideDuration, new HashPartitioner(numPartitions));
  }

  /** The values of each key of each window, the older ones first. */
  public JavaPairDStream<K, Iterable<V>> groupByKeyAndWindow(
      Duration windowDuration, Duration slideDuration, Partitioner partitioner) {
    requireValue("groupByKeyAndWindow", "partitioner", partitioner);
    WindowSpec spec =
        WindowSpec.of("groupByKeyAndWindow", dstream().node(), windowDuration, slideDuration);
    return new JavaPairDStream<>(Windows.grouped(dstream(), spec, partitioner));
  }
}
