package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requirePair;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.rdd.RDD;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A dataset of keys with values. */
public class JavaPairRDD<K, V> implements JavaRDDLike<Tuple2<K, V>, JavaPairRDD<K, V>> {
  private static final long serialVersionUID = 1L;

  private final transient RDD<Tuple2<K, V>> rdd;

  public JavaPairRDD(RDD<Tuple2<K, V>> rdd) {
    this.rdd = rdd;
  }

  public static <K, V> JavaPairRDD<K, V> fromRDD(RDD<Tuple2<K, V>> rdd) {
    return new JavaPairRDD<>(rdd);
  }

  public static <K, V> JavaPairRDD<K, V> fromJavaRDD(JavaRDD<Tuple2<K, V>> rdd) {
    return new JavaPairRDD<>(rdd.rdd());
  }

  @Override
  public JavaPairRDD<K, V> wrapRDD(RDD<Tuple2<K, V>> other) {
    return new JavaPairRDD<>(other);
  }

  @Override
  public RDD<Tuple2<K, V>> rdd() {
    return rdd;
  }

  private <W> JavaPairRDD<K, W> over(Plan<Tuple2<K, W>> plan) {
    return new JavaPairRDD<>(new RDD<>(rdd.context(), plan));
  }

  public JavaPairRDD<K, V> filter(Function<Tuple2<K, V>, Boolean> f) {
    requireFunction("filter", f);
    return over(new Filtered<>(rdd.plan(), f));
  }

  public <U> JavaPairRDD<K, U> mapValues(Function<V, U> f) {
    requireFunction("mapValues", f);
    Function<Tuple2<K, V>, Tuple2<K, U>> mapped =
        pair -> new Tuple2<>(requirePair("mapValues", pair)._1, f.call(pair._2));
    return over(new Mapped<>(rdd.plan(), mapped, true));
  }

  public JavaRDD<K> keys() {
    return map(pair -> requirePair("keys", pair)._1);
  }

  public JavaRDD<V> values() {
    return map(pair -> requirePair("values", pair)._2);
  }

  /** The partitions of both; side by side, unless both are partitioned alike. */
  public JavaPairRDD<K, V> union(JavaPairRDD<K, V> other) {
    requireValue("union", "other", other);
    return over(Plans.union(List.of(rdd.plan(), other.rdd().plan())));
  }

  /**
   * One value for each key. The function must be associative; it gets values in the order of the
   * partitions and of the records in them.
   */
  public JavaPairRDD<K, V> reduceByKey(Function2<V, V, V> func) {
    Partitioner existing = rdd.plan().partitioner().orElse(null);
    return reduceByKey(
        existing != null ? existing : new HashPartitioner(rdd.context().defaultParallelism()),
        func);
  }

  public JavaPairRDD<K, V> reduceByKey(Function2<V, V, V> func, int numPartitions) {
    requirePartitions("reduceByKey", "numPartitions", numPartitions);
    return reduceByKey(new HashPartitioner(numPartitions), func);
  }

  public JavaPairRDD<K, V> reduceByKey(Partitioner partitioner, Function2<V, V, V> func) {
    requireFunction("reduceByKey", func);
    requireValue("reduceByKey", "partitioner", partitioner);
    return over(Plans.combineByKey(rdd.plan(), value -> value, func, func, partitioner));
  }

  /** All pairs in a map of the calling program; of several values of a key the last one stays. */
  public Map<K, V> collectAsMap() {
    Map<K, V> map = new HashMap<>();
    collect().forEach(pair -> map.put(requirePair("collectAsMap", pair)._1, pair._2));
    return map;
  }
}
