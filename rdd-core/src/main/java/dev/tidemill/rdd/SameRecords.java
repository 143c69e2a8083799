package dev.tidemill.rdd;

import static dev.tidemill.core.error.Arguments.requireFraction;
import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.plan.Filtered;
import dev.tidemill.core.plan.PartitionPlans;
import dev.tidemill.core.plan.Placement;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.RecordPlans;
import dev.tidemill.core.plan.SamplePlans;
import java.util.List;

/**
 * Transformations that every dataset type has, and whose result is of the type they are called on.
 * They are declared there, since they cannot be in what the types share without a cast.
 */
public final class SameRecords {
  private SameRecords() {}

  private static <T> RDD<T> over(RDD<T> rdd, Plan<T> plan) {
    return new RDD<>(rdd.context(), plan);
  }

  public static <T> RDD<T> filter(RDD<T> rdd, Function<T, Boolean> f) {
    requireFunction("filter", f);
    return over(rdd, new Filtered<>("filter", rdd.plan(), f));
  }

  public static <T> RDD<T> union(RDD<T> one, RDD<T> other) {
    return over(one, Plans.union(List.of(one.plan(), other.plan())));
  }

  public static <T> RDD<T> sample(RDD<T> rdd, boolean withReplacement, double fraction, long seed) {
    requireFraction("sample", withReplacement, fraction);
    return over(
        rdd,
        withReplacement
            ? SamplePlans.poisson("sample", rdd.plan(), record -> fraction, seed)
            : SamplePlans.bernoulli("sample", rdd.plan(), record -> fraction, seed));
  }

  public static <T> RDD<T> coalesce(RDD<T> rdd, int numPartitions, boolean shuffle) {
    requirePartitions("coalesce", "numPartitions", numPartitions);
    return over(
        rdd,
        shuffle
            ? PartitionPlans.repartition(rdd.plan(), numPartitions)
            : PartitionPlans.coalesce(rdd.plan(), numPartitions));
  }

  public static <T> RDD<T> repartition(RDD<T> rdd, int numPartitions) {
    requirePartitions("repartition", "numPartitions", numPartitions);
    return over(rdd, PartitionPlans.repartition(rdd.plan(), numPartitions));
  }

  /** Moves nothing if the dataset has a partitioner: then equal records share a partition. */
  public static <T> RDD<T> distinct(RDD<T> rdd) {
    return over(
        rdd,
        rdd.plan().partitioner().isPresent()
            ? RecordPlans.distinctWithin(rdd.plan())
            : RecordPlans.distinct(rdd.plan(), hashLike(rdd)));
  }

  public static <T> RDD<T> distinct(RDD<T> rdd, int numPartitions) {
    return over(rdd, RecordPlans.distinct(rdd.plan(), hash("distinct", numPartitions)));
  }

  public static <T> RDD<T> intersection(RDD<T> one, RDD<T> other) {
    List<Plan<T>> plans = List.of(one.plan(), other.plan());
    Partitioner partitioner = Placement.byRecords(one.givenParallelism(), plans);
    return over(one, RecordPlans.intersection(one.plan(), other.plan(), partitioner));
  }

  public static <T> RDD<T> subtract(RDD<T> one, RDD<T> other) {
    return subtract(one, other, hashLike(one));
  }

  public static <T> RDD<T> subtract(RDD<T> one, RDD<T> other, int numPartitions) {
    return subtract(one, other, hash("subtract", numPartitions));
  }

  public static <T> RDD<T> subtract(RDD<T> one, RDD<T> other, Partitioner partitioner) {
    requireValue("subtract", "partitioner", partitioner);
    return over(one, RecordPlans.subtract(one.plan(), other.plan(), partitioner));
  }

  private static Partitioner hashLike(RDD<?> rdd) {
    return Placement.hashLike(List.of(rdd.plan()));
  }

  /** As the program asks for. */
  public static Partitioner hash(String call, int numPartitions) {
    requirePartitions(call, "numPartitions", numPartitions);
    return new HashPartitioner(numPartitions);
  }
}
