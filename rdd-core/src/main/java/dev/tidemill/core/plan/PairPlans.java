package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.error.Arguments;
import dev.tidemill.core.memory.SpillingTable;
import dev.tidemill.core.plan.Narrow.PartitionFunction;
import dev.tidemill.core.text.Printable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Operators over pairs. Each moves what is not where it belongs ({@link Placement#placed}) and then
 * works within partitions. Keys come in the order in which they are first met, values of a key in
 * the order of the parents' partitions and of the records in them.
 */
public final class PairPlans {
  private PairPlans() {}

  /** Like {@link Plans#combineByKey}, but all values are moved before any two are combined. */
  public static <K, V, C> Plan<Tuple2<K, C>> combineAfterExchange(
      String operator,
      Plan<Tuple2<K, V>> pairs,
      Function<V, C> create,
      Function2<C, V, C> mergeValue,
      Partitioner partitioner) {
    Plan<Tuple2<K, V>> placed = Placement.placed(pairs, partitioner);
    return Plans.overPartitions(
        operator, placed, new Combining<>(create, mergeValue), placed.partitioner());
  }

  /** One pair for each key, with all its values. */
  public static <K, V> Plan<Tuple2<K, Iterable<V>>> groupByKey(
      Plan<Tuple2<K, V>> pairs, Partitioner partitioner) {
    return PairPlans.<K, V, Iterable<V>>combineAfterExchange(
        "groupByKey",
        pairs,
        value -> appended(new ArrayList<>(2), value),
        (values, value) -> appended((List<V>) values, value),
        partitioner);
  }

  private static <V> List<V> appended(List<V> values, V value) {
    values.add(value);
    return values;
  }

  /** One pair for each key that any of the datasets has, with its values in each of them. */
  public static <K> Plan<Tuple2<K, Groups>> cogroup(
      List<? extends Plan<? extends Tuple2<K, ?>>> datasets, Partitioner partitioner) {
    return overPlaced(
        "cogroup", datasets, partitioner, (partition, inputs, scope) -> grouped(inputs, scope));
  }

  private static <K> Iterator<Tuple2<K, Groups>> grouped(List<Iterator<?>> inputs, TaskScope scope)
      throws Exception {
    SpillingTable<K, Object, Groups> table =
        new SpillingTable<>(scope.workspace(), Groups.over(inputs.size()));
    scope.onCompletion(table);
    for (int dataset = 0; dataset < inputs.size(); dataset++) {
      @SuppressWarnings("unchecked") // all datasets have keys of the same type
      Iterator<Tuple2<K, Object>> pairs = (Iterator<Tuple2<K, Object>>) inputs.get(dataset);
      while (pairs.hasNext()) {
        Tuple2<K, Object> pair = Arguments.requirePair("grouping by key", pairs.next());
        table.add(dataset, pair._1, pair._2);
      }
    }
    return table.result();
  }

  /** Puts every dataset where the partitioner wants it and works on partitions of equal number. */
  private static <K, R> Plan<R> overPlaced(
      String operator,
      List<? extends Plan<? extends Tuple2<K, ?>>> datasets,
      Partitioner partitioner,
      PartitionFunction<R> function) {
    List<Plan<?>> placed = new ArrayList<>();
    for (Plan<? extends Tuple2<K, ?>> dataset : datasets) {
      @SuppressWarnings("unchecked") // an exchange does not look at values
      Plan<Tuple2<K, Object>> pairs = (Plan<Tuple2<K, Object>>) (Plan<?>) dataset;
      placed.add(Placement.placed(pairs, partitioner));
    }
    return new Narrow<>(
        operator,
        placed,
        partitioner::numPartitions,
        partition -> Plans.inputsAt(placed.size(), partition),
        Optional.of(function),
        Optional.of(partitioner));
  }

  /** The pairs whose keys the other dataset has not, in order. */
  public static <K, V> Plan<Tuple2<K, V>> subtractByKey(
      Plan<Tuple2<K, V>> pairs, Plan<? extends Tuple2<K, ?>> other, Partitioner partitioner) {
    return without(pairs, other, partitioner, pair -> pair._1);
  }

  /**
   * The pairs that the other dataset has not, in order. Placed by key if they are already; else by
   * the whole pair, so that a frequent key does not make one partition large.
   */
  public static <K, V> Plan<Tuple2<K, V>> subtract(
      Plan<Tuple2<K, V>> pairs, Plan<Tuple2<K, V>> other, Partitioner partitioner) {
    if (Placement.isPlaced(pairs, partitioner)) {
      return without(pairs, other, partitioner, pair -> pair);
    }
    return RecordPlans.subtract(pairs, other, partitioner);
  }

  private static <K, V> Plan<Tuple2<K, V>> without(
      Plan<Tuple2<K, V>> pairs,
      Plan<? extends Tuple2<K, ?>> other,
      Partitioner partitioner,
      Function<Tuple2<K, ?>, Object> compared) {
    return overPlaced(
        "subtract", List.of(pairs, other), partitioner, new Subtracting<K, V>(compared));
  }

  /**
   * The one partition that may have the key, of a dataset with a partitioner; for an action, since
   * the partitioner is asked at once.
   *
   * @throws IllegalStateException if the partitioner names a partition that does not exist
   */
  public static <K, V> Plan<Tuple2<K, V>> partitionOf(Plan<Tuple2<K, V>> pairs, K key) {
    Partitioner partitioner = pairs.partitioner().orElseThrow();
    int count = partitioner.numPartitions();
    if (count == 0) {
      return pairs; // nothing to search
    }
    int partition = partitioner.getPartition(key);
    if (partition < 0 || partition >= count) {
      throw new IllegalStateException(
          partitioner
              + " put the key "
              + Printable.text(key)
              + " into partition "
              + partition
              + "; it has partitions 0 to "
              + (count - 1)
              + ".");
    }
    return PartitionPlans.only(pairs, partition);
  }
}
