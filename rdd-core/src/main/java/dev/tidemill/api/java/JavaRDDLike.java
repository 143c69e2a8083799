package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireNotNegative;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.api.java.function.PairFlatMapFunction;
import dev.tidemill.api.java.function.PairFunction;
import dev.tidemill.api.java.function.VoidFunction;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.rdd.Actions;
import dev.tidemill.rdd.RDD;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/**
 * What all dataset types share. Transformations describe a new dataset and run nothing; actions
 * (collect, count, ...) run it in the calling thread and the engine's, and throw what a task threw
 * as the cause of a {@link dev.tidemill.SparkException}, undeclared as in the legacy API.
 *
 * @param <T> type of the records
 * @param <This> the dataset type itself
 */
public interface JavaRDDLike<T, This extends JavaRDDLike<T, This>> extends Serializable {
  /** A dataset of the same type over other data. */
  This wrapRDD(RDD<T> rdd);

  RDD<T> rdd();

  default int getNumPartitions() {
    return rdd().getNumPartitions();
  }

  default <R> JavaRDD<R> map(Function<T, R> f) {
    requireFunction("map", f);
    return new JavaRDD<>(new RDD<>(rdd().context(), new Mapped<>(rdd().plan(), f, false)));
  }

  default <K2, V2> JavaPairRDD<K2, V2> mapToPair(PairFunction<T, K2, V2> f) {
    requireFunction("mapToPair", f);
    return pairs(new Mapped<>(rdd().plan(), f::call, false));
  }

  default <U> JavaRDD<U> flatMap(FlatMapFunction<T, U> f) {
    requireFunction("flatMap", f);
    return new JavaRDD<>(new RDD<>(rdd().context(), new FlatMapped<>(rdd().plan(), f, false)));
  }

  default <K2, V2> JavaPairRDD<K2, V2> flatMapToPair(PairFlatMapFunction<T, K2, V2> f) {
    requireFunction("flatMapToPair", f);
    return pairs(new FlatMapped<>(rdd().plan(), f::call, false));
  }

  /** The function gets an iterator that makes records as it asks for them, and may end early. */
  default <U> JavaRDD<U> mapPartitions(FlatMapFunction<Iterator<T>, U> f) {
    requireFunction("mapPartitions", f);
    return new JavaRDD<>(new RDD<>(rdd().context(), Plans.mapPartitions(rdd().plan(), f)));
  }

  default <K2, V2> JavaPairRDD<K2, V2> mapPartitionsToPair(
      PairFlatMapFunction<Iterator<T>, K2, V2> f) {
    requireFunction("mapPartitionsToPair", f);
    return pairs(Plans.mapPartitions(rdd().plan(), f::call));
  }

  private <K2, V2> JavaPairRDD<K2, V2> pairs(Plan<Tuple2<K2, V2>> plan) {
    return new JavaPairRDD<>(new RDD<>(rdd().context(), plan));
  }

  default void foreach(VoidFunction<T> f) {
    requireFunction("foreach", f);
    Actions.foreach(rdd(), f);
  }

  default void foreachPartition(VoidFunction<Iterator<T>> f) {
    requireFunction("foreachPartition", f);
    Actions.foreachPartition(rdd(), f);
  }

  default List<T> collect() {
    return Actions.collect(rdd());
  }

  default long count() {
    return Actions.count(rdd());
  }

  /** The first records, reading no more partitions than needed. */
  default List<T> take(int num) {
    requireNotNegative("take", "num", num);
    return Actions.take(rdd(), num);
  }

  /**
   * @throws UnsupportedOperationException if the dataset is empty
   */
  default T first() {
    List<T> first = Actions.take(rdd(), 1);
    if (first.isEmpty()) {
      throw new UnsupportedOperationException("empty collection");
    }
    return first.get(0);
  }

  /**
   * @throws UnsupportedOperationException if the dataset is empty
   */
  default T reduce(Function2<T, T, T> f) {
    requireFunction("reduce", f);
    return Actions.reduce(rdd(), f);
  }

  default boolean isEmpty() {
    return rdd().isEmpty();
  }
}
