package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.core.error.Arguments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
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
    return Plans.overPartitions(
        "sort",
        pairs,
        (partition, inputs, scope) -> sorted(Plans.<Tuple2<K, V>>only(inputs), ordering),
        pairs.partitioner());
  }

  private static <K, V> Iterator<Tuple2<K, V>> sorted(
      Iterator<Tuple2<K, V>> pairs, Comparator<? super K> ordering) {
    List<Tuple2<K, V>> all = new ArrayList<>();
    pairs.forEachRemaining(pair -> all.add(Arguments.requirePair("sorting by key", pair)));
    all.sort((a, b) -> ordering.compare(a._1, b._1));
    return all.iterator();
  }
}
