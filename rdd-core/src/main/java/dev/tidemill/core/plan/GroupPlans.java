package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import java.util.ArrayList;
import java.util.List;

/** All values of each key together. */
public final class GroupPlans {
  private GroupPlans() {}

  /** The values in the order of the parent's partitions and of the records in them. */
  public static <K, V> Plan<Tuple2<K, Iterable<V>>> grouped(
      Plan<Tuple2<K, V>> parent, Partitioner partitioner) {
    Plan<Tuple2<K, List<V>>> lists =
        Plans.combineByKey(
            parent, GroupPlans::listOf, GroupPlans::with, GroupPlans::together, partitioner);
    return new Mapped<>(lists, group -> new Tuple2<>(group._1, group._2), true);
  }

  private static <V> List<V> listOf(V value) {
    List<V> list = new ArrayList<>(1);
    list.add(value);
    return list;
  }

  private static <V> List<V> with(List<V> list, V value) {
    list.add(value);
    return list;
  }

  private static <V> List<V> together(List<V> list, List<V> more) {
    list.addAll(more);
    return list;
  }
}
