package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireFraction;
import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requirePair;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requireValue;
import static dev.tidemill.rdd.SameRecords.hash;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.RangePartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.Tuple3;
import dev.tidemill.Tuple4;
import dev.tidemill.api.java.function.DoubleFunction;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.closure.Carried;
import dev.tidemill.core.hadoop.JobSettings;
import dev.tidemill.core.hadoop.OutputApi;
import dev.tidemill.core.hadoop.OutputSettings;
import dev.tidemill.core.plan.FlatMapped;
import dev.tidemill.core.plan.Groups;
import dev.tidemill.core.plan.JoinPlans;
import dev.tidemill.core.plan.KeyOrder;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.PairPlans;
import dev.tidemill.core.plan.Placement;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.SamplePlans;
import dev.tidemill.core.plan.SamplePlans.Quota;
import dev.tidemill.core.plan.SortPlans;
import dev.tidemill.core.plan.ValuesOf;
import dev.tidemill.core.plan.ZeroValue;
import dev.tidemill.core.text.Printable;
import dev.tidemill.partial.BoundedDouble;
import dev.tidemill.partial.PartialResult;
import dev.tidemill.rdd.Approximations;
import dev.tidemill.rdd.ExactShares;
import dev.tidemill.rdd.HadoopOutput;
import dev.tidemill.rdd.KeySample;
import dev.tidemill.rdd.RDD;
import dev.tidemill.rdd.SameRecords;
import dev.tidemill.serializer.Serializer;
import dev.tidemill.storage.StorageLevel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntSupplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.compress.CompressionCodec;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.OutputFormat;

/**
 * A dataset of keys with values.
 *
 * <p>Operators by key bring all pairs of a key into one partition (an exchange), unless they are
 * there already: two datasets that were placed by equal partitioners are joined without moving
 * anything. Where no partitioner and no number of partitions is given, the largest dataset that has
 * a partitioner decides; if none has, {@code spark.default.parallelism}; if that is not set, there
 * are as many partitions as the largest dataset has.
 *
 * <p>Within a partition, keys come in the order in which they are first met; values of a key in the
 * order of the partitions that they came from and of the records there. Null is a key like any
 * other; arrays are refused as keys, since they are equal only to themselves.
 */
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

  public static <K, V> RDD<Tuple2<K, V>> toRDD(JavaPairRDD<K, V> rdd) {
    return rdd.rdd();
  }

  @Override
  public JavaPairRDD<K, V> wrapRDD(RDD<Tuple2<K, V>> other) {
    return new JavaPairRDD<>(other);
  }

  @Override
  public RDD<Tuple2<K, V>> rdd() {
    return RDD.requireHere(rdd);
  }

  private Plan<Tuple2<K, V>> plan() {
    return rdd().plan();
  }

  private <L, W> JavaPairRDD<L, W> over(Plan<Tuple2<L, W>> plan) {
    return new JavaPairRDD<>(new RDD<>(rdd.context(), plan));
  }

  private static <K, V> Plan<Tuple2<K, V>> planOf(String call, JavaPairRDD<K, V> other) {
    return requireValue(call, "other", other).plan();
  }

  private Partitioner byDefault(String call, JavaPairRDD<?, ?>... others) {
    List<Plan<?>> plans = new ArrayList<>(List.of(plan()));
    for (JavaPairRDD<?, ?> other : others) {
      plans.add(planOf(call, other));
    }
    return Placement.byDefault(rdd.givenParallelism(), plans);
  }

  /** The partitioner of this dataset, else one with as many partitions as it has. */
  private Partitioner ownOrLike() {
    return plan().partitioner().orElseGet(() -> Placement.hashLike(List.of(plan())));
  }

  /** Keeps the partitions in memory; what does not fit is computed each time. */
  public JavaPairRDD<K, V> cache() {
    rdd.cache();
    return this;
  }

  /** See {@link RDD#persist}. */
  public JavaPairRDD<K, V> persist(StorageLevel newLevel) {
    rdd.persist(newLevel);
    return this;
  }

  /** Drops what is kept, and keeps nothing from now on. */
  public JavaPairRDD<K, V> unpersist() {
    return unpersist(false);
  }

  /** See {@link RDD#unpersist}. */
  public JavaPairRDD<K, V> unpersist(boolean blocking) {
    rdd.unpersist(blocking);
    return this;
  }

  /** Shown by {@link #toDebugString}. */
  public JavaPairRDD<K, V> setName(String name) {
    rdd.setName(name);
    return this;
  }

  // Record by record. What leaves the keys alone keeps the partitioner.

  public JavaPairRDD<K, V> filter(Function<Tuple2<K, V>, Boolean> f) {
    return wrapRDD(SameRecords.filter(rdd, f));
  }

  public <U> JavaPairRDD<K, U> mapValues(Function<V, U> f) {
    requireFunction("mapValues", f);
    Function<Tuple2<K, V>, Tuple2<K, U>> mapped =
        pair -> new Tuple2<>(requirePair("mapValues", pair)._1, f.call(pair._2));
    return over(new Mapped<>("mapValues", plan(), mapped, true));
  }

  /** Each value becomes none, one or many values of its key. */
  public <U> JavaPairRDD<K, U> flatMapValues(FlatMapFunction<V, U> f) {
    requireFunction("flatMapValues", f);
    FlatMapFunction<Tuple2<K, V>, Tuple2<K, U>> mapped =
        pair -> ValuesOf.key(requirePair("flatMapValues", pair)._1, f.call(pair._2));
    return over(new FlatMapped<>("flatMapValues", plan(), mapped, true));
  }

  public JavaRDD<K> keys() {
    return map(pair -> requirePair("keys", pair)._1);
  }

  public JavaRDD<V> values() {
    return map(pair -> requirePair("values", pair)._2);
  }

  /** The pairs with keys from {@code lower} to {@code upper}, both included, by the keys' order. */
  public JavaPairRDD<K, V> filterByRange(K lower, K upper) {
    return within(KeyOrder.natural(true), lower, upper);
  }

  public JavaPairRDD<K, V> filterByRange(Comparator<K> comp, K lower, K upper) {
    return within(KeyOrder.of(requireValue("filterByRange", "comp", comp), true), lower, upper);
  }

  private JavaPairRDD<K, V> within(KeyOrder<K> order, K lower, K upper) {
    Carried<K> from = new Carried<>(lower);
    Carried<K> to = new Carried<>(upper);
    return filter(
        pair -> {
          K key = requirePair("filterByRange", pair)._1;
          return order.compare(from.value(), key) <= 0 && order.compare(key, to.value()) <= 0;
        });
  }

  public JavaPairRDD<K, V> sample(boolean withReplacement, double fraction) {
    return sample(withReplacement, fraction, ThreadLocalRandom.current().nextLong());
  }

  /**
   * About this share of the pairs, chosen by chance, alike for the same seed.
   *
   * @param withReplacement whether a pair may come several times
   * @throws IllegalArgumentException if the fraction is negative, or above 1 without replacement
   */
  public JavaPairRDD<K, V> sample(boolean withReplacement, double fraction, long seed) {
    return wrapRDD(SameRecords.sample(rdd, withReplacement, fraction, seed));
  }

  public JavaPairRDD<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions) {
    return sampleByKey(withReplacement, fractions, ThreadLocalRandom.current().nextLong());
  }

  /**
   * About this share of the pairs of each key. A key without a fraction fails the job.
   *
   * @throws IllegalArgumentException if a fraction is negative, or above 1 without replacement
   */
  public JavaPairRDD<K, V> sampleByKey(
      boolean withReplacement, Map<K, Double> fractions, long seed) {
    Carried<Map<K, Double>> copy =
        new Carried<>(checked("sampleByKey", withReplacement, fractions));
    DoubleFunction<Tuple2<K, V>> fraction =
        pair ->
            ExactShares.fractionOf(
                "sampleByKey", copy.value(), requirePair("sampleByKey", pair)._1);
    return over(
        withReplacement
            ? SamplePlans.poisson("sampleByKey", plan(), fraction, seed)
            : SamplePlans.bernoulli("sampleByKey", plan(), fraction, seed));
  }

  /** As below, with another seed at every call. */
  public JavaPairRDD<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions) {
    return sampleByKeyExact(withReplacement, fractions, ThreadLocalRandom.current().nextLong());
  }

  /**
   * Exactly this share of the pairs of each key, rounded up to whole pairs. This call runs a job
   * that counts the pairs of every key; the dataset must be the same when it is computed again.
   *
   * @throws IllegalArgumentException if a key of the dataset has no fraction, or a fraction is
   *     negative, or above 1 without replacement
   */
  public JavaPairRDD<K, V> sampleByKeyExact(
      boolean withReplacement, Map<K, Double> fractions, long seed) {
    Map<K, Double> copy = checked("sampleByKeyExact", withReplacement, fractions);
    List<Map<K, Quota>> quotas =
        ExactShares.of("sampleByKeyExact", rdd, copy, withReplacement, seed);
    return over(SamplePlans.exact("sampleByKeyExact", plan(), quotas, withReplacement, seed));
  }

  private static <K> Map<K, Double> checked(
      String call, boolean withReplacement, Map<K, Double> fractions) {
    Map<K, Double> copy = new HashMap<>(requireValue(call, "fractions", fractions));
    copy.forEach(
        (key, fraction) -> {
          requireValue(call, "the fraction of " + Printable.text(key), fraction);
          requireFraction(call, withReplacement, fraction);
        });
    return copy;
  }

  // Partitions.

  /** The partitions of both; side by side, unless both are partitioned alike. */
  public JavaPairRDD<K, V> union(JavaPairRDD<K, V> other) {
    return wrapRDD(SameRecords.union(rdd, requireValue("union", "other", other).rdd));
  }

  /** Every pair in the partition of its key; this dataset itself if it is placed so already. */
  public JavaPairRDD<K, V> partitionBy(Partitioner partitioner) {
    requireValue("partitionBy", "partitioner", partitioner);
    return over(Placement.placed(plan(), partitioner));
  }

  /** Neighbouring partitions put together, so that there are at most this many. Moves none. */
  public JavaPairRDD<K, V> coalesce(int numPartitions) {
    return coalesce(numPartitions, false);
  }

  /**
   * @param shuffle whether records may be moved, which gives exactly this many partitions of about
   *     equal size
   */
  public JavaPairRDD<K, V> coalesce(int numPartitions, boolean shuffle) {
    return wrapRDD(SameRecords.coalesce(rdd, numPartitions, shuffle));
  }

  /** Exactly this many partitions of about equal size, whatever the keys. Moves all pairs. */
  public JavaPairRDD<K, V> repartition(int numPartitions) {
    return wrapRDD(SameRecords.repartition(rdd, numPartitions));
  }

  // Sorting. Equal keys stay in the order of the partitions; null is refused when the job runs,
  // unless the comparator takes it.

  public JavaPairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner) {
    return sortedWithin(partitioner, KeyOrder.natural(true));
  }

  /** Every pair in the partition of its key, and each partition sorted. */
  public JavaPairRDD<K, V> repartitionAndSortWithinPartitions(
      Partitioner partitioner, Comparator<K> comp) {
    requireValue("repartitionAndSortWithinPartitions", "comp", comp);
    return sortedWithin(partitioner, KeyOrder.of(comp, true));
  }

  private JavaPairRDD<K, V> sortedWithin(Partitioner partitioner, KeyOrder<K> order) {
    requireValue("repartitionAndSortWithinPartitions", "partitioner", partitioner);
    return over(SortPlans.sortedWithin(plan(), partitioner, order));
  }

  public JavaPairRDD<K, V> sortByKey() {
    return sortByKey(true);
  }

  public JavaPairRDD<K, V> sortByKey(boolean ascending) {
    return sorted(KeyOrder.natural(ascending), rdd::getNumPartitions);
  }

  public JavaPairRDD<K, V> sortByKey(boolean ascending, int numPartitions) {
    requirePartitions("sortByKey", "numPartitions", numPartitions);
    return sorted(KeyOrder.natural(ascending), () -> numPartitions);
  }

  public JavaPairRDD<K, V> sortByKey(Comparator<K> comp) {
    return sortByKey(comp, true);
  }

  public JavaPairRDD<K, V> sortByKey(Comparator<K> comp, boolean ascending) {
    requireValue("sortByKey", "comp", comp);
    return sorted(KeyOrder.of(comp, ascending), rdd::getNumPartitions);
  }

  /**
   * Sorted by key: within each partition, and from partition to partition. To find out where to
   * cut, a job looks at all keys once before the first job that needs the result (or when the
   * program asks how many partitions there are); none with one partition.
   *
   * @param numPartitions fewer come out if there are few different keys
   */
  public JavaPairRDD<K, V> sortByKey(Comparator<K> comp, boolean ascending, int numPartitions) {
    requireValue("sortByKey", "comp", comp);
    requirePartitions("sortByKey", "numPartitions", numPartitions);
    return sorted(KeyOrder.of(comp, ascending), () -> numPartitions);
  }

  private JavaPairRDD<K, V> sorted(KeyOrder<K> order, IntSupplier ranges) {
    RangePartitioner<K> partitioner =
        new RangePartitioner<>(order, () -> KeySample.bounds(rdd, ranges.getAsInt(), order));
    return over(SortPlans.sortedWithin(plan(), partitioner, order));
  }

  // Combining. Functions must be associative; they may change and return their first argument.

  public <C> JavaPairRDD<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners) {
    return combineByKey(createCombiner, mergeValue, mergeCombiners, byDefault("combineByKey"));
  }

  public <C> JavaPairRDD<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      int numPartitions) {
    return combineByKey(
        createCombiner, mergeValue, mergeCombiners, hash("combineByKey", numPartitions));
  }

  public <C> JavaPairRDD<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner) {
    return combineByKey(createCombiner, mergeValue, mergeCombiners, partitioner, true, null);
  }

  /**
   * One pair for each key: the first value becomes a combiner, further ones are merged into it, and
   * combiners of different partitions are merged.
   *
   * @param mapSideCombine whether values are combined before they are moved; if not, {@code
   *     mergeCombiners} is not called
   * @param serializer not used; may be null
   */
  public <C> JavaPairRDD<K, C> combineByKey(
      Function<V, C> createCombiner,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner,
      boolean mapSideCombine,
      Serializer serializer) {
    requireFunction("combineByKey", createCombiner);
    requireFunction("combineByKey", mergeValue);
    requireFunction("combineByKey", mergeCombiners);
    requireValue("combineByKey", "partitioner", partitioner);
    return over(
        mapSideCombine
            ? Plans.combineByKey(
                "combineByKey", plan(), createCombiner, mergeValue, mergeCombiners, partitioner)
            : PairPlans.combineAfterExchange(
                "combineByKey", plan(), createCombiner, mergeValue, partitioner));
  }

  public JavaPairRDD<K, V> reduceByKey(Function2<V, V, V> func) {
    return reduceByKey(byDefault("reduceByKey"), func);
  }

  public JavaPairRDD<K, V> reduceByKey(Function2<V, V, V> func, int numPartitions) {
    return reduceByKey(hash("reduceByKey", numPartitions), func);
  }

  /** One value for each key. Values are combined before they are moved. */
  public JavaPairRDD<K, V> reduceByKey(Partitioner partitioner, Function2<V, V, V> func) {
    requireFunction("reduceByKey", func);
    requireValue("reduceByKey", "partitioner", partitioner);
    return over(Plans.combineByKey("reduceByKey", plan(), value -> value, func, func, partitioner));
  }

  public <U> JavaPairRDD<K, U> aggregateByKey(
      U zeroValue, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc) {
    return aggregateByKey(zeroValue, byDefault("aggregateByKey"), seqFunc, combFunc);
  }

  public <U> JavaPairRDD<K, U> aggregateByKey(
      U zeroValue, int numPartitions, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc) {
    return aggregateByKey(zeroValue, hash("aggregateByKey", numPartitions), seqFunc, combFunc);
  }

  /**
   * One pair for each key: its values added to the zero value, within each partition before they
   * are moved, and the sums put together.
   *
   * @param zeroValue copied for each key and partition through the codec, unless it is of a class
   *     known to be immutable, so the functions may change what they are given
   * @throws IllegalArgumentException if the zero value cannot be copied
   */
  public <U> JavaPairRDD<K, U> aggregateByKey(
      U zeroValue,
      Partitioner partitioner,
      Function2<U, V, U> seqFunc,
      Function2<U, U, U> combFunc) {
    requireFunction("aggregateByKey", seqFunc);
    requireFunction("aggregateByKey", combFunc);
    requireValue("aggregateByKey", "partitioner", partitioner);
    ZeroValue<U> zero = ZeroValue.of("aggregateByKey", zeroValue, rdd.context().codec());
    return over(
        Plans.combineByKey(
            "aggregateByKey",
            plan(),
            value -> seqFunc.call(zero.copy(), value),
            seqFunc,
            combFunc,
            partitioner));
  }

  public JavaPairRDD<K, Long> countApproxDistinctByKey(double relativeSD) {
    return countApproxDistinctByKey(relativeSD, byDefault("countApproxDistinctByKey"));
  }

  public JavaPairRDD<K, Long> countApproxDistinctByKey(double relativeSD, int numPartitions) {
    return countApproxDistinctByKey(relativeSD, hash("countApproxDistinctByKey", numPartitions));
  }

  /**
   * About how many different values each key has; see {@link #countApproxDistinct}. The memory for
   * each key grows with its values, up to that of one such count.
   */
  public JavaPairRDD<K, Long> countApproxDistinctByKey(double relativeSD, Partitioner partitioner) {
    requireValue("countApproxDistinctByKey", "partitioner", partitioner);
    return over(Approximations.distinctByKey(plan(), relativeSD, partitioner));
  }

  /** As {@link #countByKeyApprox(long, double)}, with a confidence of 0.95. */
  public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeout) {
    return countByKeyApprox(timeout, Approximations.CONFIDENCE);
  }

  /**
   * How often each key is there, as it is known when the time is up; see {@link
   * #countByValueApprox(long, double)}.
   */
  public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeout, double confidence) {
    return Approximations.countByKey(rdd, timeout, confidence);
  }

  public JavaPairRDD<K, V> foldByKey(V zeroValue, Function2<V, V, V> func) {
    return foldByKey(zeroValue, byDefault("foldByKey"), func);
  }

  public JavaPairRDD<K, V> foldByKey(V zeroValue, int numPartitions, Function2<V, V, V> func) {
    return foldByKey(zeroValue, hash("foldByKey", numPartitions), func);
  }

  /**
   * One value for each key: its values added to the zero value. That is added once for each
   * partition that has the key, so it should be neutral; for copying see {@link #aggregateByKey}.
   */
  public JavaPairRDD<K, V> foldByKey(
      V zeroValue, Partitioner partitioner, Function2<V, V, V> func) {
    requireFunction("foldByKey", func);
    requireValue("foldByKey", "partitioner", partitioner);
    ZeroValue<V> zero = ZeroValue.of("foldByKey", zeroValue, rdd.context().codec());
    return over(
        Plans.combineByKey(
            "foldByKey", plan(), value -> func.call(zero.copy(), value), func, func, partitioner));
  }

  public JavaPairRDD<K, Iterable<V>> groupByKey() {
    return groupByKey(byDefault("groupByKey"));
  }

  public JavaPairRDD<K, Iterable<V>> groupByKey(int numPartitions) {
    return groupByKey(hash("groupByKey", numPartitions));
  }

  /** All values of each key. The groups of a partition are in memory at once. */
  public JavaPairRDD<K, Iterable<V>> groupByKey(Partitioner partitioner) {
    requireValue("groupByKey", "partitioner", partitioner);
    return over(PairPlans.groupByKey(plan(), partitioner));
  }

  // Several datasets. The groups of a partition are in memory at once, those of all sides.

  public <W> JavaPairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(JavaPairRDD<K, W> other) {
    return cogroup(other, byDefault("cogroup", other));
  }

  public <W> JavaPairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      JavaPairRDD<K, W> other, int numPartitions) {
    return cogroup(other, hash("cogroup", numPartitions));
  }

  /** For each key of either dataset, its values in each; an empty one where it has none. */
  public <W> JavaPairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
      JavaPairRDD<K, W> other, Partitioner partitioner) {
    return cogrouped(partitioner, groups -> new Tuple2<>(groups.of(0), groups.of(1)), other);
  }

  public <W1, W2> JavaPairRDD<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
      JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2) {
    return cogroup(other1, other2, byDefault("cogroup", other1, other2));
  }

  public <W1, W2> JavaPairRDD<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
      JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, int numPartitions) {
    return cogroup(other1, other2, hash("cogroup", numPartitions));
  }

  public <W1, W2> JavaPairRDD<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
      JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, Partitioner partitioner) {
    return cogrouped(
        partitioner,
        groups -> new Tuple3<>(groups.of(0), groups.of(1), groups.of(2)),
        other1,
        other2);
  }

  public <W1, W2, W3>
      JavaPairRDD<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
          JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, JavaPairRDD<K, W3> other3) {
    return cogroup(other1, other2, other3, byDefault("cogroup", other1, other2, other3));
  }

  public <W1, W2, W3>
      JavaPairRDD<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
          JavaPairRDD<K, W1> other1,
          JavaPairRDD<K, W2> other2,
          JavaPairRDD<K, W3> other3,
          int numPartitions) {
    return cogroup(other1, other2, other3, hash("cogroup", numPartitions));
  }

  public <W1, W2, W3>
      JavaPairRDD<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
          JavaPairRDD<K, W1> other1,
          JavaPairRDD<K, W2> other2,
          JavaPairRDD<K, W3> other3,
          Partitioner partitioner) {
    return cogrouped(
        partitioner,
        groups -> new Tuple4<>(groups.of(0), groups.of(1), groups.of(2), groups.of(3)),
        other1,
        other2,
        other3);
  }

  @SafeVarargs
  private <R> JavaPairRDD<K, R> cogrouped(
      Partitioner partitioner, Function<Groups, R> tuple, JavaPairRDD<K, ?>... others) {
    requireValue("cogroup", "partitioner", partitioner);
    List<Plan<? extends Tuple2<K, ?>>> plans = new ArrayList<>(List.of(plan()));
    for (JavaPairRDD<K, ?> other : others) {
      plans.add(planOf("cogroup", other));
    }
    return over(
        new Mapped<>(
            "cogroup",
            PairPlans.cogroup(plans, partitioner),
            pair -> new Tuple2<>(pair._1, tuple.call(pair._2)),
            true));
  }

  /** The same as {@code cogroup}. */
  public <W> JavaPairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> groupWith(JavaPairRDD<K, W> other) {
    return cogroup(other);
  }

  public <W1, W2> JavaPairRDD<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> groupWith(
      JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2) {
    return cogroup(other1, other2);
  }

  public <W1, W2, W3>
      JavaPairRDD<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> groupWith(
          JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, JavaPairRDD<K, W3> other3) {
    return cogroup(other1, other2, other3);
  }

  public <W> JavaPairRDD<K, Tuple2<V, W>> join(JavaPairRDD<K, W> other) {
    return join(other, byDefault("join", other));
  }

  public <W> JavaPairRDD<K, Tuple2<V, W>> join(JavaPairRDD<K, W> other, int numPartitions) {
    return join(other, hash("join", numPartitions));
  }

  /** Every value of a key with every value it has in the other dataset; keys of one side vanish. */
  public <W> JavaPairRDD<K, Tuple2<V, W>> join(JavaPairRDD<K, W> other, Partitioner partitioner) {
    requireValue("join", "partitioner", partitioner);
    return over(JoinPlans.inner(plan(), planOf("join", other), partitioner));
  }

  public <W> JavaPairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(JavaPairRDD<K, W> other) {
    return leftOuterJoin(other, byDefault("leftOuterJoin", other));
  }

  public <W> JavaPairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(
      JavaPairRDD<K, W> other, int numPartitions) {
    return leftOuterJoin(other, hash("leftOuterJoin", numPartitions));
  }

  /** Like a join; a key that the other dataset lacks has an empty partner. So has a null value. */
  public <W> JavaPairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(
      JavaPairRDD<K, W> other, Partitioner partitioner) {
    requireValue("leftOuterJoin", "partitioner", partitioner);
    return over(JoinPlans.leftOuter(plan(), planOf("leftOuterJoin", other), partitioner));
  }

  public <W> JavaPairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(JavaPairRDD<K, W> other) {
    return rightOuterJoin(other, byDefault("rightOuterJoin", other));
  }

  public <W> JavaPairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      JavaPairRDD<K, W> other, int numPartitions) {
    return rightOuterJoin(other, hash("rightOuterJoin", numPartitions));
  }

  /** Like a join; a key that this dataset lacks has an empty partner. So has a null value. */
  public <W> JavaPairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(
      JavaPairRDD<K, W> other, Partitioner partitioner) {
    requireValue("rightOuterJoin", "partitioner", partitioner);
    return over(JoinPlans.rightOuter(plan(), planOf("rightOuterJoin", other), partitioner));
  }

  public <W> JavaPairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      JavaPairRDD<K, W> other) {
    return fullOuterJoin(other, byDefault("fullOuterJoin", other));
  }

  public <W> JavaPairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      JavaPairRDD<K, W> other, int numPartitions) {
    return fullOuterJoin(other, hash("fullOuterJoin", numPartitions));
  }

  /** Every key of either dataset; the side that lacks it is empty. So is a null value. */
  public <W> JavaPairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
      JavaPairRDD<K, W> other, Partitioner partitioner) {
    requireValue("fullOuterJoin", "partitioner", partitioner);
    return over(JoinPlans.fullOuter(plan(), planOf("fullOuterJoin", other), partitioner));
  }

  public <W> JavaPairRDD<K, V> subtractByKey(JavaPairRDD<K, W> other) {
    return subtractByKey(other, ownOrLike());
  }

  public <W> JavaPairRDD<K, V> subtractByKey(JavaPairRDD<K, W> other, int numPartitions) {
    return subtractByKey(other, hash("subtractByKey", numPartitions));
  }

  /** The pairs whose keys the other dataset lacks, duplicates included. */
  public <W> JavaPairRDD<K, V> subtractByKey(JavaPairRDD<K, W> other, Partitioner partitioner) {
    requireValue("subtractByKey", "partitioner", partitioner);
    return over(PairPlans.subtractByKey(plan(), planOf("subtractByKey", other), partitioner));
  }

  public JavaPairRDD<K, V> subtract(JavaPairRDD<K, V> other) {
    return subtract(other, ownOrLike());
  }

  public JavaPairRDD<K, V> subtract(JavaPairRDD<K, V> other, int numPartitions) {
    return subtract(other, hash("subtract", numPartitions));
  }

  /**
   * The pairs that the other dataset lacks, duplicates included.
   *
   * @param partitioner asked about keys if this dataset is placed by it already, else about whole
   *     pairs
   */
  public JavaPairRDD<K, V> subtract(JavaPairRDD<K, V> other, Partitioner partitioner) {
    requireValue("subtract", "partitioner", partitioner);
    return over(PairPlans.subtract(plan(), planOf("subtract", other), partitioner));
  }

  /** The pairs that both datasets have, each once. */
  public JavaPairRDD<K, V> intersection(JavaPairRDD<K, V> other) {
    return wrapRDD(SameRecords.intersection(rdd, requireValue("intersection", "other", other).rdd));
  }

  /** Every pair once. Moves nothing if pairs are placed by key already. */
  public JavaPairRDD<K, V> distinct() {
    return wrapRDD(SameRecords.distinct(rdd));
  }

  public JavaPairRDD<K, V> distinct(int numPartitions) {
    return wrapRDD(SameRecords.distinct(rdd, numPartitions));
  }

  // Actions.

  @Override
  public Tuple2<K, V> first() { // the legacy API has it with this type
    return JavaRDDLike.super.first();
  }

  /** All pairs in a map of the calling program; of several values of a key the last one stays. */
  public Map<K, V> collectAsMap() {
    Map<K, V> map = new HashMap<>();
    collect().forEach(pair -> map.put(requirePair("collectAsMap", pair)._1, pair._2));
    return map;
  }

  /** One value for each key, in a map of the calling program. */
  public Map<K, V> reduceByKeyLocally(Function2<V, V, V> func) {
    requireFunction("reduceByKeyLocally", func);
    return reduceByKey(new HashPartitioner(1), func).collectAsMap();
  }

  /** How many pairs each key has, in a map of the calling program. */
  public Map<K, Long> countByKey() {
    return mapValues(value -> 1L).reduceByKey(Long::sum).collectAsMap();
  }

  /** All values of a key. Runs one partition if the dataset has a partitioner. */
  public List<V> lookup(K key) {
    JavaPairRDD<K, V> searched =
        plan().partitioner().isPresent() ? over(PairPlans.partitionOf(plan(), key)) : this;
    Carried<K> wanted = new Carried<>(key);
    return searched
        .filter(pair -> Objects.equals(requirePair("lookup", pair)._1, wanted.value()))
        .values()
        .collect();
  }

  // Outputs by formats of Hadoop. A directory appears whole or not at all where its file system can
  // rename; an existing one is refused by a FileAlreadyExistsException of Hadoop, undeclared. What
  // the program's settings say counts; they are copied, and never changed.
  // invariant: nothing here takes one of Hadoop's types for another one, since the JVM would load
  // both to verify this class, for programs that have nothing to do with Hadoop.

  public <F extends OutputFormat<?, ?>> void saveAsHadoopFile(
      String path, Class<?> keyClass, Class<?> valueClass, Class<F> outputFormatClass) {
    JobConf conf = JobSettings.copy("saveAsHadoopFile", hadoopConfiguration());
    saveAsHadoopFile(path, keyClass, valueClass, outputFormatClass, conf);
  }

  /**
   * Writes a directory by a format of the older API ({@code org.apache.hadoop.mapred}): a file
   * part-00000 and so on for each partition, then the empty _SUCCESS.
   *
   * @param path as Hadoop reads it: without a scheme it is on its default file system, which is the
   *     local disk unless {@code fs.defaultFS} says otherwise
   * @param keyClass what the format is told about the keys
   * @param conf Hadoop's settings for this output
   */
  public <F extends OutputFormat<?, ?>> void saveAsHadoopFile(
      String path,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> outputFormatClass,
      JobConf conf) {
    String call = "saveAsHadoopFile";
    HadoopOutput.save(
        call,
        rdd(),
        OutputApi.OLDER,
        OutputSettings.older(call, path, keyClass, valueClass, outputFormatClass, conf));
  }

  /** As above, compressed, if the format knows how: of sequence files, blocks of records. */
  public <F extends OutputFormat<?, ?>> void saveAsHadoopFile(
      String path,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> outputFormatClass,
      Class<? extends CompressionCodec> codec) {
    String call = "saveAsHadoopFile";
    JobConf conf = JobSettings.copy(call, hadoopConfiguration());
    OutputSettings.compress(call, conf, codec);
    saveAsHadoopFile(path, keyClass, valueClass, outputFormatClass, conf);
  }

  private Configuration hadoopConfiguration() {
    return rdd().context().hadoopConfiguration();
  }

  /** Writes by the format, and to the place, that the settings name; that may be no directory. */
  public void saveAsHadoopDataset(JobConf conf) {
    String call = "saveAsHadoopDataset";
    HadoopOutput.save(call, rdd(), OutputApi.OLDER, JobSettings.copy(call, conf));
  }

  public <F extends org.apache.hadoop.mapreduce.OutputFormat<?, ?>> void saveAsNewAPIHadoopFile(
      String path, Class<?> keyClass, Class<?> valueClass, Class<F> outputFormatClass) {
    saveAsNewAPIHadoopFile(path, keyClass, valueClass, outputFormatClass, hadoopConfiguration());
  }

  /**
   * Writes a directory by a format of the newer API ({@code org.apache.hadoop.mapreduce}): a file
   * part-r-00000 and so on for each partition, then the empty _SUCCESS.
   *
   * @param path as for {@link #saveAsHadoopFile(String, Class, Class, Class, JobConf)}
   */
  public <F extends org.apache.hadoop.mapreduce.OutputFormat<?, ?>> void saveAsNewAPIHadoopFile(
      String path,
      Class<?> keyClass,
      Class<?> valueClass,
      Class<F> outputFormatClass,
      Configuration conf) {
    String call = "saveAsNewAPIHadoopFile";
    HadoopOutput.save(
        call,
        rdd(),
        OutputApi.NEWER,
        OutputSettings.newer(call, path, keyClass, valueClass, outputFormatClass, conf));
  }

  /** Writes by the format, and to the place, that the settings name; that may be no directory. */
  public void saveAsNewAPIHadoopDataset(Configuration conf) {
    String call = "saveAsNewAPIHadoopDataset";
    HadoopOutput.save(call, rdd(), OutputApi.NEWER, JobSettings.copy(call, conf));
  }
}
