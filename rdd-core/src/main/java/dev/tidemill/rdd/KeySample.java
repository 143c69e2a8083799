package dev.tidemill.rdd;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.core.error.Arguments;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.Draws;
import dev.tidemill.core.plan.RangeBounds;
import dev.tidemill.core.plan.RangeBounds.Weighted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Looks at some keys of a dataset to find out where to cut it into ranges. One job, one pass; what
 * it keeps is bounded. It makes the same choice each time, so that a rerun gives equal partitions.
 */
public final class KeySample {
  private static final int LEAST_KEYS = 3_000;
  private static final int KEYS_FOR_EACH_RANGE = 300;
  private static final int MOST_KEYS = 3_000_000;
  private static final long SEED = 0;

  private KeySample() {}

  /**
   * Where to cut into about equal ranges ({@link RangeBounds}). One range takes no job.
   *
   * <p>Throws a {@link SparkException}, undeclared, if the job fails or the keys cannot be
   * compared.
   */
  public static <K, V> List<K> bounds(
      RDD<Tuple2<K, V>> pairs, int ranges, Comparator<? super K> ordering) {
    if (ranges <= 1) {
      return List.of();
    }
    List<Weighted<K>> sample = sample(pairs, ranges);
    try {
      return RangeBounds.of(sample, ranges, ordering);
    } catch (RuntimeException failed) {
      throw Sneaky.thrown(
          new SparkException("The keys cannot be sorted: " + failed.getMessage(), failed));
    }
  }

  private static <K, V> List<Weighted<K>> sample(RDD<Tuple2<K, V>> pairs, int ranges) {
    int[] partitions = IntStream.range(0, pairs.getNumPartitions()).toArray();
    int each = keysOfEachPartition(partitions.length, ranges);
    List<List<Weighted<K>>> parts = new ArrayList<>();
    for (int ignored : partitions) {
      parts.add(List.of());
    }
    pairs.<List<Weighted<K>>>run(
        "sortByKey",
        partitions,
        (partition, records) -> reservoir(records.iterator(), each, Draws.of(SEED, partition)),
        parts::set);
    List<Weighted<K>> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return all;
  }

  private static int keysOfEachPartition(int partitions, int ranges) {
    long wanted = Math.min(MOST_KEYS, Math.max(LEAST_KEYS, (long) KEYS_FOR_EACH_RANGE * ranges));
    return (int) Math.max(1, wanted / Math.max(1, partitions));
  }

  /** Every key is kept with the same chance, and stands for an equal share of the partition. */
  private static <K, V> List<Weighted<K>> reservoir(
      Iterator<Tuple2<K, V>> pairs, int size, Draws draws) {
    List<K> kept = new ArrayList<>();
    long seen = 0;
    while (pairs.hasNext()) {
      K key = Arguments.requirePair("sorting by key", pairs.next())._1;
      seen++;
      if (kept.size() < size) {
        kept.add(key);
      } else {
        long place = draws.below(seen);
        if (place < size) {
          kept.set((int) place, key);
        }
      }
    }
    double weight = (double) seen / Math.max(1, kept.size());
    return kept.stream().map(key -> new Weighted<>(key, weight)).toList();
  }
}
