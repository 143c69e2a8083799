package dev.tidemill.rdd;

import dev.tidemill.Tuple2;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.error.Arguments;
import dev.tidemill.core.plan.Draws;
import dev.tidemill.core.plan.SamplePlans.Quota;
import dev.tidemill.core.text.Printable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds out how many pairs of each key a sample has to take from each partition, so that it takes
 * exactly the share asked for. One job counts the pairs; then chance deals what is to be taken of a
 * key to its partitions, just as taking whole pairs from the whole dataset would.
 */
public final class ExactShares {
  private ExactShares() {}

  /**
   * The quotas of the keys of each partition: of a key together its fraction of all its pairs,
   * rounded up.
   *
   * @throws IllegalArgumentException if a key has no fraction
   */
  public static <K, V> List<Map<K, Quota>> of(
      String action,
      RDD<Tuple2<K, V>> dataset,
      Map<K, Double> fractions,
      boolean withReplacement,
      long seed) {
    List<Map<K, Long>> counts =
        PartitionResults.ofAll(action, dataset, (partition, pairs) -> counted(action, pairs));
    Map<K, Long> totals = new LinkedHashMap<>();
    counts.forEach(part -> part.forEach((key, count) -> totals.merge(key, count, Long::sum)));
    List<Map<K, Quota>> quotas = new ArrayList<>();
    counts.forEach(part -> quotas.add(new HashMap<>()));
    Draws draws = Draws.of(seed);
    totals.forEach(
        (key, total) -> {
          long wanted = (long) Math.ceil(total * fractionOf(action, fractions, key));
          long left = total;
          for (int i = 0; i < quotas.size(); i++) {
            long pairs = counts.get(i).getOrDefault(key, 0L);
            if (pairs > 0) {
              long taken =
                  withReplacement
                      ? draws.hits(wanted, (double) pairs / left)
                      : draws.markedAmong(left, pairs, wanted);
              quotas.get(i).put(key, new Quota(pairs, taken));
              left -= pairs;
              wanted -= taken;
            }
          }
        });
    return quotas;
  }

  /** In the order in which keys are met, so that the draws are alike in every run. */
  private static <K, V> Map<K, Long> counted(String action, Records<Tuple2<K, V>> pairs)
      throws Exception {
    Map<K, Long> counts = new LinkedHashMap<>();
    pairs.forEach(
        pair -> {
          counts.merge(Arguments.requirePair(action, pair)._1, 1L, Long::sum);
          return true;
        });
    return counts;
  }

  /**
   * @throws IllegalArgumentException if the key has no fraction
   */
  public static <K> double fractionOf(String action, Map<K, Double> fractions, K key) {
    Double fraction = fractions.get(key);
    if (fraction == null) {
      throw new IllegalArgumentException(
          action
              + ": the key "
              + Printable.text(key)
              + " has no fraction; give one for every key, 0 for those that are not wanted.");
    }
    return fraction;
  }
}
