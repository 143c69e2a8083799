package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireNotNegative;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.api.java.function.Function3;
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
import dev.tidemill.streaming.dstream.CombinedDStreams;
import dev.tidemill.streaming.dstream.DStream;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;
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

  /**
   * Has the datasets of every {@code interval} written to the checkpoint directory. Keeps them in
   * memory as bytes, so a level of one's own is set afterwards.
   *
   * @throws UnsupportedOperationException after the context has started
   */
  default DStream<T> checkpoint(Duration interval) {
    return dstream().checkpoint(interval);
  }

  /**
   * The datasets from one time to another, both included and rounded down to this stream's grid.
   * What is forgotten or still to come is made now, as far as sources can. Throws, undeclared, a
   * {@link dev.tidemill.SparkException} before the start.
   */
  default List<R> slice(Time fromTime, Time toTime) {
    requireValue("slice", "fromTime", fromTime);
    requireValue("slice", "toTime", toTime);
    return dstream().slice(fromTime, toTime).stream().map(this::wrapRDD).toList();
  }

  /** A Java type over a stream of numbers; programs for the legacy engine need not call it. */
  default JavaDStream<Long> scalaIntToJavaLong(DStream<Long> in) {
    return new JavaDStream<>(requireValue("scalaIntToJavaLong", "in", in));
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

  default <K2, V2> JavaPairDStream<K2, V2> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, K2, V2> f) {
    requireFunction("mapPartitionsToPair", f);
    return new JavaPairDStream<>(
        dstream().derive("mapPartitionsToPair", plan -> NarrowPlans.mapPartitions(plan, f, false)));
  }

  /** Every partition as one list, which has to fit the memory. */
  default JavaDStream<List<T>> glom() {
    return new JavaDStream<>(dstream().derive("glom", NarrowPlans::glom));
  }

  /** How many records each batch has, in as many partitions as the default parallelism. */
  default JavaDStream<Long> count() {
    int partitions = context().sparkContext().defaultParallelism();
    return new JavaDStream<>(
        CombinedDStreams.of("count", dstream(), plan -> BatchTotals.count(plan, partitions)));
  }

  /** As {@link #countByValue(int)}, in as many partitions as the default parallelism. */
  default JavaPairDStream<T, Long> countByValue() {
    return countByValue(context().sparkContext().defaultParallelism());
  }

  /** How often each record is in each batch. */
  default JavaPairDStream<T, Long> countByValue(int numPartitions) {
    requirePartitions("countByValue", "numPartitions", numPartitions);
    Partitioner partitioner = new HashPartitioner(numPartitions);
    return new JavaPairDStream<>(
        dstream().derive("countByValue", plan -> BatchTotals.countByValue(plan, partitioner)));
  }

  /**
   * All records of each batch as one, in one partition; none of an empty batch.
   *
   * @param f associative; it gets records in the order of partitions, and may change and return its
   *     first argument
   */
  default JavaDStream<T> reduce(Function2<T, T, T> f) {
    requireFunction("reduce", f);
    return new JavaDStream<>(dstream().derive("reduce", plan -> BatchTotals.reduce(plan, f)));
  }

  // Functions over datasets. Each gets every batch's dataset, once a batch, on the thread that
  // plans
  // batches, and gives another one. A batch fails in which the function gives null or throws, or a
  // stream has no dataset.

  default <U> JavaDStream<U> transform(Function<R, JavaRDD<U>> transformFunc) {
    requireFunction("transform", transformFunc);
    return transform((R rdd, Time time) -> transformFunc.call(rdd));
  }

  default <U> JavaDStream<U> transform(Function2<R, Time, JavaRDD<U>> transformFunc) {
    requireFunction("transform", transformFunc);
    return new JavaDStream<>(
        CombinedDStreams.transformed(
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
        CombinedDStreams.transformed(
            "transformToPair", dstream(), (rdd, time) -> transformFunc.call(wrapRDD(rdd), time)));
  }

  /**
   * The function gets the datasets of both streams.
   *
   * @throws IllegalArgumentException if the streams differ in slide or context
   */
  default <U, W> JavaDStream<W> transformWith(
      JavaDStream<U> other, Function3<R, JavaRDD<U>, Time, JavaRDD<W>> transformFunc) {
    requireFunction("transformWith", transformFunc);
    requireValue("transformWith", "other", other);
    return new JavaDStream<>(
        CombinedDStreams.transformed(
            "transformWith",
            dstream(),
            other.dstream(),
            (rdd, that, time) -> transformFunc.call(wrapRDD(rdd), other.wrapRDD(that), time)));
  }

  default <K2, V2, W> JavaDStream<W> transformWith(
      JavaPairDStream<K2, V2> other,
      Function3<R, JavaPairRDD<K2, V2>, Time, JavaRDD<W>> transformFunc) {
    requireFunction("transformWith", transformFunc);
    requireValue("transformWith", "other", other);
    return new JavaDStream<>(
        CombinedDStreams.transformed(
            "transformWith",
            dstream(),
            other.dstream(),
            (rdd, that, time) -> transformFunc.call(wrapRDD(rdd), other.wrapRDD(that), time)));
  }

  default <U, K2, V2> JavaPairDStream<K2, V2> transformWithToPair(
      JavaDStream<U> other, Function3<R, JavaRDD<U>, Time, JavaPairRDD<K2, V2>> transformFunc) {
    requireFunction("transformWithToPair", transformFunc);
    requireValue("transformWithToPair", "other", other);
    return new JavaPairDStream<>(
        CombinedDStreams.transformed(
            "transformWithToPair",
            dstream(),
            other.dstream(),
            (rdd, that, time) -> transformFunc.call(wrapRDD(rdd), other.wrapRDD(that), time)));
  }

  default <K2, V2, K3, V3> JavaPairDStream<K3, V3> transformWithToPair(
      JavaPairDStream<K2, V2> other,
      Function3<R, JavaPairRDD<K2, V2>, Time, JavaPairRDD<K3, V3>> transformFunc) {
    requireFunction("transformWithToPair", transformFunc);
    requireValue("transformWithToPair", "other", other);
    return new JavaPairDStream<>(
        CombinedDStreams.transformed(
            "transformWithToPair",
            dstream(),
            other.dstream(),
            (rdd, that, time) -> transformFunc.call(wrapRDD(rdd), other.wrapRDD(that), time)));
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
            "foreachRDD",
            dstream().node(),
            (plan, time) -> foreachFunc.call(dataset(plan, time), time));
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
            (plan, time) -> BatchPrinter.print(dataset(plan, time), time, num, System.out));
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

  private R dataset(Plan<T> plan, Time time) {
    return wrapRDD(dstream().dataset(plan, time));
  }
}
