package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requirePositive;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.partial.BoundedDouble;
import dev.tidemill.partial.PartialResult;
import dev.tidemill.rdd.Approximations;
import dev.tidemill.rdd.Numbers;
import dev.tidemill.rdd.Orderings;
import dev.tidemill.rdd.RDD;
import dev.tidemill.rdd.SameRecords;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.util.StatCounter;
import java.util.concurrent.ThreadLocalRandom;

/** A dataset of numbers. */
public class JavaDoubleRDD implements JavaRDDLike<Double, JavaDoubleRDD> {
  private static final long serialVersionUID = 1L;

  private final transient RDD<Double> rdd;

  public JavaDoubleRDD(RDD<Double> srdd) {
    this.rdd = requireValue("new JavaDoubleRDD", "srdd", srdd);
  }

  public static JavaDoubleRDD fromRDD(RDD<Double> rdd) {
    return new JavaDoubleRDD(rdd);
  }

  public static RDD<Double> toRDD(JavaDoubleRDD rdd) {
    return requireValue("toRDD", "rdd", rdd).rdd;
  }

  @Override
  public JavaDoubleRDD wrapRDD(RDD<Double> other) {
    return new JavaDoubleRDD(other);
  }

  @Override
  public RDD<Double> rdd() {
    return rdd;
  }

  /** The same as {@link #rdd}. */
  public RDD<Double> srdd() {
    return rdd;
  }

  private static RDD<Double> rddOf(String call, JavaDoubleRDD other) {
    return requireValue(call, "other", other).rdd;
  }

  /** Shown by {@link #toDebugString}. */
  public JavaDoubleRDD setName(String name) {
    rdd.setName(name);
    return this;
  }

  /** See {@link JavaRDD#cache}. */
  public JavaDoubleRDD cache() {
    rdd.cache();
    return this;
  }

  /** See {@link RDD#persist}. */
  public JavaDoubleRDD persist(StorageLevel newLevel) {
    rdd.persist(newLevel);
    return this;
  }

  /** See {@link JavaRDD#unpersist()}. */
  public JavaDoubleRDD unpersist() {
    return unpersist(false);
  }

  /** See {@link RDD#unpersist}. */
  public JavaDoubleRDD unpersist(boolean blocking) {
    rdd.unpersist(blocking);
    return this;
  }

  public JavaDoubleRDD filter(Function<Double, Boolean> f) {
    return wrapRDD(SameRecords.filter(rdd, f));
  }

  /** The partitions of both, side by side. */
  public JavaDoubleRDD union(JavaDoubleRDD other) {
    return wrapRDD(SameRecords.union(rdd, rddOf("union", other)));
  }

  /** As {@link #sample(boolean, Double, long)}, with another seed at every call. */
  public JavaDoubleRDD sample(boolean withReplacement, Double fraction) {
    return sample(withReplacement, fraction, ThreadLocalRandom.current().nextLong());
  }

  /** See {@link JavaRDD#sample(boolean, double, long)}. */
  public JavaDoubleRDD sample(boolean withReplacement, Double fraction, long seed) {
    requireValue("sample", "fraction", fraction);
    return wrapRDD(SameRecords.sample(rdd, withReplacement, fraction, seed));
  }

  /** See {@link JavaRDD#coalesce(int)}. */
  public JavaDoubleRDD coalesce(int numPartitions) {
    return coalesce(numPartitions, false);
  }

  /** See {@link JavaRDD#coalesce(int, boolean)}. */
  public JavaDoubleRDD coalesce(int numPartitions, boolean shuffle) {
    return wrapRDD(SameRecords.coalesce(rdd, numPartitions, shuffle));
  }

  /** See {@link JavaRDD#repartition}. */
  public JavaDoubleRDD repartition(int numPartitions) {
    return wrapRDD(SameRecords.repartition(rdd, numPartitions));
  }

  /** Every number once, in as many partitions as before. All that are not a number are one. */
  public JavaDoubleRDD distinct() {
    return wrapRDD(SameRecords.distinct(rdd));
  }

  public JavaDoubleRDD distinct(int numPartitions) {
    return wrapRDD(SameRecords.distinct(rdd, numPartitions));
  }

  /** The numbers that both datasets have, each once. */
  public JavaDoubleRDD intersection(JavaDoubleRDD other) {
    return wrapRDD(SameRecords.intersection(rdd, rddOf("intersection", other)));
  }

  /** See {@link JavaRDD#subtract(JavaRDD)}. */
  public JavaDoubleRDD subtract(JavaDoubleRDD other) {
    return wrapRDD(SameRecords.subtract(rdd, rddOf("subtract", other)));
  }

  public JavaDoubleRDD subtract(JavaDoubleRDD other, int numPartitions) {
    return wrapRDD(SameRecords.subtract(rdd, rddOf("subtract", other), numPartitions));
  }

  /**
   * @param partitioner asked about the numbers
   */
  public JavaDoubleRDD subtract(JavaDoubleRDD other, Partitioner partitioner) {
    return wrapRDD(SameRecords.subtract(rdd, rddOf("subtract", other), partitioner));
  }

  // Actions.

  @Override
  public Double first() { // the legacy API has it with this type
    return JavaRDDLike.super.first();
  }

  /** Added up within each partition, then the sums in the order of the partitions. */
  public Double sum() {
    return Numbers.sum(rdd);
  }

  /**
   * The largest number; what is not a number counts as larger than all.
   *
   * @throws UnsupportedOperationException if the dataset is empty
   */
  public Double max() {
    return max(Orderings.natural());
  }

  /**
   * The least number.
   *
   * @throws UnsupportedOperationException if the dataset is empty
   */
  public Double min() {
    return min(Orderings.natural());
  }

  /** Count, mean, variance and extremes, in one job. An empty dataset has a count of 0. */
  public StatCounter stats() {
    return Numbers.stats("stats", rdd);
  }

  /** As {@link #meanApprox(long, Double)}, with a confidence of 0.95. */
  public PartialResult<BoundedDouble> meanApprox(long timeout) {
    return meanApprox(timeout, Approximations.CONFIDENCE);
  }

  /**
   * The mean as it is known when the time is up, see {@link #countApprox(long, double)}. The bounds
   * are infinite for less than two numbers, and exactly right only for numbers that are spread
   * normally.
   */
  public PartialResult<BoundedDouble> meanApprox(long timeout, Double confidence) {
    return Approximations.mean(rdd, timeout, requireValue("meanApprox", "confidence", confidence));
  }

  /** As {@link #sumApprox(long, Double)}, with a confidence of 0.95. */
  public PartialResult<BoundedDouble> sumApprox(long timeout) {
    return sumApprox(timeout, Approximations.CONFIDENCE);
  }

  /** The sum as it is known when the time is up; otherwise as {@link #meanApprox(long, Double)}. */
  public PartialResult<BoundedDouble> sumApprox(long timeout, Double confidence) {
    return Approximations.sum(rdd, timeout, requireValue("sumApprox", "confidence", confidence));
  }

  /** 0 for an empty dataset. */
  public Double mean() {
    return Numbers.stats("mean", rdd).mean();
  }

  /** As {@link #popVariance}. */
  public Double variance() {
    return popVariance();
  }

  /** As {@link #popStdev}. */
  public Double stdev() {
    return popStdev();
  }

  /** Of the numbers as the whole population; not a number for an empty dataset. */
  public Double popVariance() {
    return Numbers.stats("variance", rdd).popVariance();
  }

  /** Square root of {@link #popVariance}. */
  public Double popStdev() {
    return Numbers.stats("stdev", rdd).popStdev();
  }

  /** Of the population that the numbers are a sample of; not a number for less than two. */
  public Double sampleVariance() {
    return Numbers.stats("sampleVariance", rdd).sampleVariance();
  }

  /** Square root of {@link #sampleVariance}. */
  public Double sampleStdev() {
    return Numbers.stats("sampleStdev", rdd).sampleStdev();
  }

  /**
   * So many equally wide buckets from the least number to the largest, in two jobs; a single bucket
   * if all numbers are the same.
   *
   * @return the edges, one more than buckets, and how many numbers each bucket has: from its edge
   *     to below the next, in the last one to the next
   * @throws UnsupportedOperationException if the dataset is empty, or a number is not finite
   */
  public Tuple2<double[], long[]> histogram(int bucketCount) {
    requirePositive("histogram", "bucketCount", bucketCount);
    double[] edges = Numbers.evenEdges(rdd, bucketCount);
    return new Tuple2<>(edges, Numbers.histogram(rdd, edges));
  }

  /**
   * How many numbers each bucket has. The edges {@code 1, 10, 20} are two buckets: from 1 to below
   * 10, and from 10 to 20. Numbers outside are not counted.
   *
   * @throws IllegalArgumentException if there are less than two edges, or they fall, or one is not
   *     a number
   */
  public long[] histogram(double[] buckets) {
    return Numbers.histogram(rdd, requireValue("histogram", "buckets", buckets));
  }

  /**
   * As {@link #histogram(double[])}.
   *
   * @param evenBuckets without effect: whether buckets are equally wide changes no result
   */
  public long[] histogram(Double[] buckets, boolean evenBuckets) {
    requireValue("histogram", "buckets", buckets);
    double[] edges = new double[buckets.length];
    for (int i = 0; i < edges.length; i++) {
      edges[i] = requireValue("histogram", "an edge of buckets", buckets[i]);
    }
    return Numbers.histogram(rdd, edges);
  }
}
