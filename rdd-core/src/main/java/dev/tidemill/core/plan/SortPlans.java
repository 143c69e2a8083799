package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import java.util.Comparator;
import java.util.Optional;

/** Operators that sort. */
public final class SortPlans {
  private SortPlans() {}

  /**
   * Every pair where the partitioner wants it, and each partition sorted by key; pairs of equal
   * keys stay in the order of the parent. Without moving anything if they are there already.
   */
  public static <K, V> Plan<Tuple2<K, V>> sortedWithin(
      Plan<Tuple2<K, V>> pairs, Partitioner partitioner, Comparator<? super K> ordering) {
    if (!Placement.isPlaced(pairs, partitioner)) {
      return new Exchange<>(pairs, partitioner, Optional.of(ordering));
    }
    return Plans.overPartitions("sort", pairs, new Sorting<>(ordering), pairs.partitioner());
  }
}
