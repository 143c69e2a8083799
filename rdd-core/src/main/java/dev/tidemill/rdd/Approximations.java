package dev.tidemill.rdd;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Job.Rounds;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.error.Arguments;
import dev.tidemill.core.estimate.CountEstimator;
import dev.tidemill.core.estimate.GroupCountEstimator;
import dev.tidemill.core.estimate.HyperLogLog;
import dev.tidemill.core.estimate.MeanEstimator;
import dev.tidemill.core.estimate.SumEstimator;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.partial.BoundedDouble;
import dev.tidemill.partial.PartialResult;
import dev.tidemill.rdd.PartialActions.Patience;
import dev.tidemill.util.StatCounter;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Actions that give a first result from the partitions that have ended when a time is up, and
 * counts of different values. Timeouts are milliseconds, confidences 0 to 1.
 */
public final class Approximations {
  /** If the program gives none. */
  public static final double CONFIDENCE = 0.95;

  private Approximations() {}

  public static PartialResult<BoundedDouble> count(RDD<?> rdd, long timeout, double confidence) {
    PartialActions.check("countApprox", timeout, confidence);
    return count(rdd, confidence, Patience.of(timeout));
  }

  static <T> PartialResult<BoundedDouble> count(RDD<T> rdd, double confidence, Patience patience) {
    return PartialActions.<T, Long, BoundedDouble>run(
        "countApprox",
        rdd,
        (partition, records) -> Actions.counted(records),
        new CountEstimator(rdd.getNumPartitions(), confidence),
        patience);
  }

  /** How often each record is there. All different records have to fit the memory. */
  public static <T> PartialResult<Map<T, BoundedDouble>> countByValue(
      RDD<T> rdd, long timeout, double confidence) {
    PartialActions.check("countByValueApprox", timeout, confidence);
    PartitionTask<T, Map<T, Long>> task =
        (partition, records) -> {
          Map<T, Long> counts = new HashMap<>();
          records.forEach(
              record -> {
                counts.merge(record, 1L, Long::sum);
                return true;
              });
          return counts;
        };
    return grouped("countByValueApprox", rdd, task, timeout, confidence);
  }

  /** How often each key is there. All different keys have to fit the memory. */
  public static <K, V> PartialResult<Map<K, BoundedDouble>> countByKey(
      RDD<Tuple2<K, V>> rdd, long timeout, double confidence) {
    PartialActions.check("countByKeyApprox", timeout, confidence);
    PartitionTask<Tuple2<K, V>, Map<K, Long>> task =
        (partition, records) -> {
          Map<K, Long> counts = new HashMap<>();
          records.forEach(
              pair -> {
                counts.merge(Arguments.requirePair("countByKeyApprox", pair)._1, 1L, Long::sum);
                return true;
              });
          return counts;
        };
    return grouped("countByKeyApprox", rdd, task, timeout, confidence);
  }

  private static <T, K> PartialResult<Map<K, BoundedDouble>> grouped(
      String name,
      RDD<T> rdd,
      PartitionTask<T, Map<K, Long>> task,
      long timeout,
      double confidence) {
    return PartialActions.run(
        name,
        rdd,
        task,
        new GroupCountEstimator<>(rdd.getNumPartitions(), confidence),
        Patience.of(timeout));
  }

  public static PartialResult<BoundedDouble> mean(
      RDD<Double> numbers, long timeout, double confidence) {
    PartialActions.check("meanApprox", timeout, confidence);
    return PartialActions.<Double, StatCounter, BoundedDouble>run(
        "meanApprox",
        numbers,
        (partition, records) -> Numbers.counted(records),
        new MeanEstimator(numbers.getNumPartitions(), confidence),
        Patience.of(timeout));
  }

  public static PartialResult<BoundedDouble> sum(
      RDD<Double> numbers, long timeout, double confidence) {
    PartialActions.check("sumApprox", timeout, confidence);
    return PartialActions.<Double, SumEstimator.Sums, BoundedDouble>run(
        "sumApprox",
        numbers,
        (partition, records) -> sums(records),
        new SumEstimator(numbers.getNumPartitions(), confidence),
        Patience.of(timeout));
  }

  private static SumEstimator.Sums sums(Records<Double> records) throws Exception {
    long[] count = new long[1];
    double[] sums = new double[2];
    records.forEach(
        number -> {
          count[0]++;
          sums[0] += number;
          sums[1] += number * number;
          return true;
        });
    return new SumEstimator.Sums(count[0], sums[0], sums[1]);
  }

  /**
   * @throws IllegalArgumentException as {@link HyperLogLog#precision}
   */
  public static <T> long countDistinct(RDD<T> rdd, double relativeError) {
    int precision = HyperLogLog.precision("countApproxDistinct", relativeError);
    HyperLogLog all = new HyperLogLog(precision);
    int[] partitions = IntStream.range(0, rdd.getNumPartitions()).toArray();
    return Action.<T, HyperLogLog, Long>of(
            rdd,
            "countApproxDistinct",
            Rounds.one(partitions),
            (partition, records) -> {
              HyperLogLog part = new HyperLogLog(precision);
              records.forEach(
                  record -> {
                    part.add(record);
                    return true;
                  });
              return part;
            },
            (partition, part) -> all.merge(part),
            all::count)
        .run();
  }

  /** How many different values each key has. */
  public static <K, V> Plan<Tuple2<K, Long>> distinctByKey(
      Plan<Tuple2<K, V>> pairs, double relativeError, Partitioner partitioner) {
    int precision = HyperLogLog.precision("countApproxDistinctByKey", relativeError);
    Plan<Tuple2<K, HyperLogLog>> counted =
        Plans.combineByKey(
            "countApproxDistinctByKey",
            pairs,
            value -> new HyperLogLog(precision).add(value),
            HyperLogLog::add,
            HyperLogLog::merge,
            partitioner);
    return new Mapped<>(
        "countApproxDistinctByKey", counted, pair -> new Tuple2<>(pair._1, pair._2.count()), true);
  }
}
