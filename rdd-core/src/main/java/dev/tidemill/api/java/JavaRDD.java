package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.rdd.RDD;
import java.util.List;

/** A dataset of records of any type. */
public class JavaRDD<T> implements JavaRDDLike<T, JavaRDD<T>> {
  private static final long serialVersionUID = 1L;

  private final transient RDD<T> rdd;

  public JavaRDD(RDD<T> rdd) {
    this.rdd = rdd;
  }

  public static <T> JavaRDD<T> fromRDD(RDD<T> rdd) {
    return new JavaRDD<>(rdd);
  }

  @Override
  public JavaRDD<T> wrapRDD(RDD<T> other) {
    return new JavaRDD<>(other);
  }

  @Override
  public RDD<T> rdd() {
    return rdd;
  }

  public JavaRDD<T> filter(Function<T, Boolean> f) {
    requireFunction("filter", f);
    return wrapRDD(new RDD<>(rdd.context(), new Filtered<>(rdd.plan(), f)));
  }

  /** The partitions of both, side by side. */
  public JavaRDD<T> union(JavaRDD<T> other) {
    requireValue("union", "other", other);
    return wrapRDD(new RDD<>(rdd.context(), Plans.union(List.of(rdd.plan(), other.rdd().plan()))));
  }

  /**
   * Sorted by what the function gives for each record, in its own order; see {@link
   * JavaPairRDD#sortByKey(java.util.Comparator, boolean, int)}.
   */
  public <S> JavaRDD<T> sortBy(Function<T, S> f, boolean ascending, int numPartitions) {
    requireFunction("sortBy", f);
    requirePartitions("sortBy", "numPartitions", numPartitions);
    return mapToPair(record -> new Tuple2<>(f.call(record), record))
        .sortByKey(ascending, numPartitions)
        .values();
  }
}
