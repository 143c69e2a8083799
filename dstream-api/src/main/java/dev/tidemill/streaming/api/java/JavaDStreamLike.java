package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireNotNegative;
import static dev.tidemill.core.error.Arguments.requirePartitions;

import dev.tidemill.HashPartitioner;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.api.java.function.PairFlatMapFunction;
import dev.tidemill.api.java.function.PairFunction;
import dev.tidemill.api.java.function.VoidFunction;
import dev.tidemill.api.java.function.VoidFunction2;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.NarrowPlans;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.dstream.graph.WindowSpec;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.dstream.DStream;
import java.io.Serializable;
import java.util.Iterator;
import java.util.Optional;

/**
 * What all stream types share. Transformations add a node and run nothing; output operations
 * register what is done with every batch. Both are refused after the context has started.
 *
 * @param <T> type of the records
 * @param <This> the stream type itself
 * @param <R> the dataset type of its batches
 */
@DriverSide(what = "a stream", remedy = DStream.INSIDE_A_FUNCTION)
public interface JavaDStreamLike<
        T, This extends JavaDStreamLike<T, This, R>, R extends JavaRDDLike<T, R>>
    extends Serializable {
  DStream<T> dstream();

  /** The dataset type over a dataset of this stream. */
  R wrapRDD(RDD<T> in);

  default StreamingContext context() {
    return dstream().context();
  }

  default <U> JavaDStream<U> map(Function<T, U> f) {
    requireFunction("map", f);
    return new JavaDStream<>(dstream().derive("map", plan -> new Mapped<>("map", plan, f, false)));
  }

  default <K2, V2> JavaPairDStream<K2, V2> mapToPair(PairFunction<T, K2, V2> f) {
    requireFunction("mapToPair", f);
    return new JavaPairDStream<>(
        dstream().derive("mapToPair", plan -> new Mapped<>("mapToPair", plan, f, false)));
  }

  default <U> JavaDStream<U> flatMap(FlatMapFunction<T, U> f) {
    requireFunction("flatMap", f);
    return new JavaDStream<>(
        dstream().derive("flatMap", plan -> new FlatMapped<>("flatMap", plan, f, false)));
  }

  default <K2, V2> JavaPairDStream<K2, V2> flatMapToPair(PairFlatMapFunction<T, K2, V2> f) {
    requireFunction("flatMapToPair", f);
    return new JavaPairDStream<>(
        dstream()
            .derive("flatMapToPair", plan -> new FlatMapped<>("flatMapToPair", plan, f, false)));
  }

  default <U> JavaDStream<U> mapPartitions(FlatMapFunction<Iterator<T>, U> f) {
    requireFunction("mapPartitions", f);
    return new JavaDStream<>(
        dstream().derive("mapPartitions", plan -> NarrowPlans.mapPartitions(plan, f, false)));
  }

  /** The function gets each batch's dataset, once a batch, and gives another. */
  default <U> JavaDStream<U> transform(Function<R, JavaRDD<U>> transformFunc) {
    requireFunction("transform", transformFunc);
    return transform((R rdd, Time time) -> transformFunc.call(rdd));
  }

  default <U> JavaDStream<U> transform(Function2<R, Time, JavaRDD<U>> transformFunc) {
    requireFunction("transform", transformFunc);
    return new JavaDStream<>(
        Transforms.one(
            "transform", dstream(), (rdd, time) -> transformFunc.call(wrapRDD(rdd), time)));
  }

  default <K2, V2> JavaPairDStream<K2, V2> transformToPair(
      Function<R, JavaPairRDD<K2, V2>> transformFunc) {
    requireFunction("transformToPair", transformFunc);
    return transformToPair((R rdd, Time time) -> transformFunc.call(rdd));
  }

  default <K2, V2> JavaPairDStream<K2, V2> transformToPair(
      Function2<R, Time, JavaPairRDD<K2, V2>> transformFunc) {
    requireFunction("transformToPair", transformFunc);
    return new JavaPairDStream<>(
        Transforms.one(
            "transformToPair", dstream(), (rdd, time) -> transformFunc.call(wrapRDD(rdd), time)));
  }

  /** Calls the function with each batch's dataset, on a job thread; it decides what runs. */
  default void foreachRDD(VoidFunction<R> foreachFunc) {
    requireFunction("foreachRDD", foreachFunc);
    foreachRDD((R rdd, Time time) -> foreachFunc.call(rdd));
  }

  default void foreachRDD(VoidFunction2<R, Time> foreachFunc) {
    requireFunction("foreachRDD", foreachFunc);
    context()
        .graph()
        .addOutput(
            "foreachRDD", dstream().node(), (plan, time) -> foreachFunc.call(dataset(plan), time));
  }

  /** As {@link #print(int)} with 10 records. */
  default void print() {
    print(10);
  }

  /** Writes the first records of each batch to standard output, in the legacy form. */
  default void print(int num) {
    requireNotNegative("print", "num", num);
    context()
        .graph()
        .addOutput(
            "print",
            dstream().node(),
            (plan, time) -> BatchPrinter.print(dataset(plan), time, num, System.out));
  }

  // Windows. Both durations are multiples of this stream's slide; the first windows are short.

  /**
   * All records of the last {@code windowDuration} as one, every {@code slideDuration}; none for no
   * records. A slide costs as many calls as records come and go, however long the window is.
   *
   * @param reduceFunc associative; the older record comes first
   */
  default JavaDStream<T> reduceByWindow(
      Function2<T, T, T> reduceFunc, Duration windowDuration, Duration slideDuration) {
    requireFunction("reduceByWindow", reduceFunc);
    return new JavaDStream<>(
        Windows.reducedToOne(
            "reduceByWindow",
            dstream(),
            WindowSpec.of("reduceByWindow", dstream().node(), windowDuration, slideDuration),
            reduceFunc,
            Optional.empty()));
  }

  /**
   * As {@link #reduceByWindow(Function2, Duration, Duration)}; what leaves the window is taken out
   * by the inverse function. Once there was a record, there is always one, for an empty window too.
   */
  default JavaDStream<T> reduceByWindow(
      Function2<T, T, T> reduceFunc,
      Function2<T, T, T> invReduceFunc,
      Duration windowDuration,
      Duration slideDuration) {
    requireFunction("reduceByWindow", reduceFunc);
    requireFunction("reduceByWindow", invReduceFunc);
    return new JavaDStream<>(
        Windows.reducedToOne(
            "reduceByWindow",
            dstream(),
            WindowSpec.of("reduceByWindow", dstream().node(), windowDuration, slideDuration),
            reduceFunc,
            Optional.of(invReduceFunc)));
  }

  /**
   * How many records there are in each window: no number until the first record has come, then
   * always one, 0 included.
   */
  default JavaDStream<Long> countByWindow(Duration windowDuration, Duration slideDuration) {
    return new JavaDStream<>(
        Windows.counted(
            dstream(),
            WindowSpec.of("countByWindow", dstream().node(), windowDuration, slideDuration)));
  }

  /** How often each record is in each window, in as many partitions as the default parallelism. */
  default JavaPairDStream<T, Long> countByValueAndWindow(
      Duration windowDuration, Duration slideDuration) {
    return countByValueAndWindow(
        windowDuration, slideDuration, context().sparkContext().defaultParallelism());
  }

  default JavaPairDStream<T, Long> countByValueAndWindow(
      Duration windowDuration, Duration slideDuration, int numPartitions) {
    requirePartitions("countByValueAndWindow", "numPartitions", numPartitions);
    return new JavaPairDStream<>(
        Windows.countedByValue(
            dstream(),
            WindowSpec.of("countByValueAndWindow", dstream().node(), windowDuration, slideDuration),
            new HashPartitioner(numPartitions)));
  }

  private R dataset(Plan<T> plan) {
    return wrapRDD(new RDD<>(context().sparkContext(), plan));
  }
}
