package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireBetween;
import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.plan.SamplePlans;
import dev.tidemill.rdd.RDD;
import dev.tidemill.rdd.SameRecords;
import dev.tidemill.storage.StorageLevel;
import java.util.concurrent.ThreadLocalRandom;

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
    return RDD.requireHere(rdd);
  }

  public JavaRDD<T> filter(Function<T, Boolean> f) {
    return wrapRDD(SameRecords.filter(rdd, f));
  }

  /** Keeps the partitions in memory; what does not fit is computed each time. */
  public JavaRDD<T> cache() {
    rdd.cache();
    return this;
  }

  /** See {@link RDD#persist}. */
  public JavaRDD<T> persist(StorageLevel newLevel) {
    rdd.persist(newLevel);
    return this;
  }

  /** Drops what is kept, and keeps nothing from now on. */
  public JavaRDD<T> unpersist() {
    return unpersist(false);
  }

  /** See {@link RDD#unpersist}. */
  public JavaRDD<T> unpersist(boolean blocking) {
    rdd.unpersist(blocking);
    return this;
  }

  /** The partitions of both, side by side. */
  public JavaRDD<T> union(JavaRDD<T> other) {
    return wrapRDD(SameRecords.union(rdd, rddOf("union", other)));
  }

  /** Shown by {@link #toDebugString} and {@link #toString}. */
  public JavaRDD<T> setName(String name) {
    rdd.setName(name);
    return this;
  }

  /** As {@link #sample(boolean, double, long)}, with another seed at every call. */
  public JavaRDD<T> sample(boolean withReplacement, double fraction) {
    return sample(withReplacement, fraction, ThreadLocalRandom.current().nextLong());
  }

  /**
   * Some of the records, in their order and partitions, always the same for a seed.
   *
   * @param withReplacement whether a record can come several times: a Poisson number of times with
   *     the fraction as its mean. Otherwise it comes once, with the fraction as the probability.
   * @param fraction 0 to 1; with replacement 0 to a million
   */
  public JavaRDD<T> sample(boolean withReplacement, double fraction, long seed) {
    return wrapRDD(SameRecords.sample(rdd, withReplacement, fraction, seed));
  }

  /** As {@link #randomSplit(double[], long)}, with another seed at every call. */
  public JavaRDD<T>[] randomSplit(double[] weights) {
    return randomSplit(weights, ThreadLocalRandom.current().nextLong());
  }

  /**
   * Deals the records by chance to as many datasets as there are weights. Every record is in
   * exactly one of them, provided that this dataset is the same every time it is computed, since
   * each of them computes it.
   *
   * @param weights none negative, not all 0; they need not add up to 1
   */
  public JavaRDD<T>[] randomSplit(double[] weights, long seed) {
    double[] bounds = bounds(weights);
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of datasets has no generic form
    JavaRDD<T>[] splits = new JavaRDD[weights.length];
    for (int i = 0; i < splits.length; i++) {
      splits[i] =
          wrapRDD(
              new RDD<>(
                  rdd.context(), SamplePlans.range(rdd.plan(), bounds[i], bounds[i + 1], seed)));
    }
    return splits;
  }

  /** From 0 to 1, with the weights' shares between. */
  private static double[] bounds(double[] weights) {
    requireValue("randomSplit", "weights", weights);
    double sum = 0;
    for (double weight : weights) {
      requireBetween("randomSplit", "a weight", weight, Double.MAX_VALUE);
      sum += weight;
    }
    if (sum == 0 || Double.isInfinite(sum)) {
      throw new IllegalArgumentException(
          "randomSplit: the sum of the weights is " + sum + "; use a finite one above 0.");
    }
    double[] bounds = new double[weights.length + 1];
    double passed = 0;
    for (int i = 0; i < weights.length; i++) {
      passed += weights[i];
      bounds[i + 1] = passed / sum;
    }
    return bounds;
  }

  private static <T> RDD<T> rddOf(String call, JavaRDD<T> other) {
    return requireValue(call, "other", other).rdd;
  }

  @Override
  public String toString() {
    return rdd.toString();
  }

  public static <T> RDD<T> toRDD(JavaRDD<T> rdd) {
    return requireValue("toRDD", "rdd", rdd).rdd();
  }

  /** Neighbouring partitions put together, so that there are at most this many. Moves none. */
  public JavaRDD<T> coalesce(int numPartitions) {
    return coalesce(numPartitions, false);
  }

  /**
   * @param shuffle whether records may be moved, which gives exactly this many partitions of about
   *     equal size
   */
  public JavaRDD<T> coalesce(int numPartitions, boolean shuffle) {
    return wrapRDD(SameRecords.coalesce(rdd, numPartitions, shuffle));
  }

  /** Exactly this many partitions of about equal size. Moves all records. */
  public JavaRDD<T> repartition(int numPartitions) {
    return wrapRDD(SameRecords.repartition(rdd, numPartitions));
  }

  /** Every record once, in as many partitions as before. */
  public JavaRDD<T> distinct() {
    return wrapRDD(SameRecords.distinct(rdd));
  }

  public JavaRDD<T> distinct(int numPartitions) {
    return wrapRDD(SameRecords.distinct(rdd, numPartitions));
  }

  /** The records that both datasets have, each once. */
  public JavaRDD<T> intersection(JavaRDD<T> other) {
    return wrapRDD(SameRecords.intersection(rdd, rddOf("intersection", other)));
  }

  /** The records that the other dataset lacks, duplicates included; its records are in memory. */
  public JavaRDD<T> subtract(JavaRDD<T> other) {
    return wrapRDD(SameRecords.subtract(rdd, rddOf("subtract", other)));
  }

  public JavaRDD<T> subtract(JavaRDD<T> other, int numPartitions) {
    return wrapRDD(SameRecords.subtract(rdd, rddOf("subtract", other), numPartitions));
  }

  /**
   * @param partitioner asked about the records
   */
  public JavaRDD<T> subtract(JavaRDD<T> other, Partitioner partitioner) {
    return wrapRDD(SameRecords.subtract(rdd, rddOf("subtract", other), partitioner));
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
