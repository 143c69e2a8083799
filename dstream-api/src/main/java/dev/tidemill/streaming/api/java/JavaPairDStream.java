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
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.dstream.DStream;
import java.util.List;

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
}
