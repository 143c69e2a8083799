package dev.tidemill.core.plan;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.DoubleFunction;
import dev.tidemill.core.closure.Carried;
import dev.tidemill.core.error.Arguments;
import dev.tidemill.core.text.Printable;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Datasets of some of the records, chosen by chance that depends only on the seed, the partition's
 * number and the records' places in it. Partitions, order and partitioner stay.
 */
public final class SamplePlans {
  private SamplePlans() {}

  /** How often a record comes, decided by random numbers. */
  @FunctionalInterface
  private interface Drawn<T> extends Serializable {
    long times(T record, Draws draws) throws Exception;
  }

  /** Every record stays with the probability that the function gives for it, 0 to 1. */
  public static <T> Plan<T> bernoulli(
      String operator, Plan<T> parent, DoubleFunction<? super T> chance, long seed) {
    return drawn(
        operator, parent, (record, draws) -> draws.fraction() < chance.call(record) ? 1 : 0, seed);
  }

  /** Every record comes a number of times that is Poisson with the mean given for it. */
  public static <T> Plan<T> poisson(
      String operator, Plan<T> parent, DoubleFunction<? super T> mean, long seed) {
    return drawn(operator, parent, (record, draws) -> draws.times(mean.call(record)), seed);
  }

  /**
   * The records whose draw is in the range. Ranges that share no number share no record, if they
   * have the seed in common and the parent gives the same records every time.
   */
  public static <T> Plan<T> range(Plan<T> parent, double from, double to, long seed) {
    return drawn(
        "randomSplit",
        parent,
        (record, draws) -> {
          double draw = draws.fraction();
          return draw >= from && draw < to ? 1 : 0;
        },
        seed);
  }

  private static <T> Plan<T> drawn(String operator, Plan<T> parent, Drawn<T> drawn, long seed) {
    return NarrowPlans.mapPartitionsWithIndex(
        operator,
        parent,
        (partition, records) -> {
          Draws draws = Draws.of(seed, partition);
          return new Repeating<>(records, record -> drawn.times(record, draws));
        },
        true);
  }

  /** So many of the pairs of a key in a partition are taken. */
  public record Quota(long pairs, long taken) {}

  /**
   * Exactly so many pairs of each key.
   *
   * @param quotas for each partition, those of the keys in it
   * @param withReplacement whether a pair may come several times
   */
  public static <K, V> Plan<Tuple2<K, V>> exact(
      String operator,
      Plan<Tuple2<K, V>> parent,
      List<Map<K, Quota>> quotas,
      boolean withReplacement,
      long seed) {
    Carried<List<Map<K, Quota>>> carried = new Carried<>(quotas);
    return NarrowPlans.mapPartitionsWithIndex(
        operator,
        parent,
        (partition, pairs) -> {
          Map<K, Left> left = new HashMap<>();
          carried.value().get(partition).forEach((key, quota) -> left.put(key, new Left(quota)));
          Draws draws = Draws.of(seed, partition);
          return new Repeating<>(
              pairs,
              pair -> {
                Left ofKey = left.get(Arguments.requirePair(operator, pair)._1);
                if (ofKey == null || ofKey.pairs == 0) {
                  throw new IllegalStateException(
                      operator
                          + ": partition "
                          + partition
                          + " has more pairs of the key "
                          + Printable.text(pair._1)
                          + " than when they were counted; sample a dataset that is the same every"
                          + " time it is computed.");
                }
                return withReplacement ? ofKey.timesOfNext(draws) : ofKey.takesNext(draws);
              });
        },
        true);
  }

  /** What is left of a quota while its pairs pass by. */
  private static final class Left {
    long pairs;
    private long taken;

    Left(Quota quota) {
      this.pairs = quota.pairs();
      this.taken = quota.taken();
    }

    /** Each pair that is left is as likely among those taken as any other. */
    long takesNext(Draws draws) {
      long times = draws.below(pairs) < taken ? 1 : 0;
      return passed(times);
    }

    /** Each draw that is left hits any pair that is left alike. */
    long timesOfNext(Draws draws) {
      return passed(draws.hits(taken, 1.0 / pairs));
    }

    private long passed(long times) {
      pairs--;
      taken -= times;
      return times;
    }
  }
}
