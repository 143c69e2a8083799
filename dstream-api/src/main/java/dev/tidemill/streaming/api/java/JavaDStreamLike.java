package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireNotNegative;

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
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.NarrowPlans;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.dstream.DStream;
import java.io.Serializable;
import java.util.Iterator;

/**
 * What all stream types share. Transformations add a node and run nothing; output operations
 * register what is done with every batch. Both are refused after the context has started.
 *
 * @param <T> type of the records
 * @param <This> the stream type itself
 * @param <R> the dataset type of its batches
 */
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

  private R dataset(Plan<T> plan) {
    return wrapRDD(new RDD<>(context().sparkContext(), plan));
  }
}
