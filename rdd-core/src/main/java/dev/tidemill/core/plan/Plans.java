package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.plan.Narrow.Input;
import dev.tidemill.core.plan.Narrow.PartitionFunction;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Operators that are composed from the kinds of {@link Plan}. */
public final class Plans {
  private Plans() {}

  /**
   * All parents' partitions side by side; if every parent is partitioned alike, partition by
   * partition. Parents that were given no partitions do not count, so that an empty batch does not
   * cost the others their partitioner.
   */
  public static <T> Plan<T> union(List<Plan<T>> all) {
    List<Plan<T>> some = all.stream().filter(parent -> !givenNoPartitions(parent)).toList();
    List<Plan<T>> parents = some.isEmpty() ? all : some;
    Optional<Partitioner> common = commonPartitioner(parents);
    if (common.isPresent()) {
      return new Narrow<>(
          "union",
          parents,
          common.get()::numPartitions,
          partition -> inputsAt(parents.size(), partition),
          Optional.empty(),
          common);
    }
    SideBySide places = new SideBySide(parents);
    return new Narrow<>(
        "union", parents, places::total, places::inputs, Optional.empty(), Optional.empty());
  }

  /** Knows it without looking at files, or does not know it. */
  private static boolean givenNoPartitions(Plan<?> plan) {
    return plan instanceof Source<?> source
        && source.data() instanceof GivenData<?> given
        && given.partitionCount() == 0;
  }

  private static <T> Optional<Partitioner> commonPartitioner(List<Plan<T>> parents) {
    return parents
        .get(0)
        .partitioner()
        .filter(first -> parents.stream().allMatch(plan -> Placement.isPlaced(plan, first)));
  }

  /** The same partition of every parent. */
  static List<Input> inputsAt(int parents, int partition) {
    Input[] inputs = new Input[parents];
    for (int i = 0; i < parents; i++) {
      inputs[i] = new Input(i, partition);
    }
    return List.of(inputs);
  }

  /**
   * One pair for each key: its values combined within each parent partition, moved to the key's
   * partition, and combined there. Without moving anything if the parent is partitioned that way
   * already.
   */
  public static <K, V, C> Plan<Tuple2<K, C>> combineByKey(
      String operator,
      Plan<Tuple2<K, V>> parent,
      Function<V, C> create,
      Function2<C, V, C> mergeValue,
      Function2<C, C, C> mergeCombiners,
      Partitioner partitioner) {
    PartitionFunction<Tuple2<K, C>> combine = new Combining<>(create, mergeValue);
    if (Placement.isPlaced(parent, partitioner)) {
      return overPartitions(operator, parent, combine, parent.partitioner());
    }
    Plan<Tuple2<K, C>> before = overPartitions(operator, parent, combine, Optional.empty());
    Exchange<K, C> exchange = new Exchange<>(before, partitioner);
    return overPartitions(
        operator,
        exchange,
        new Combining<>(value -> value, mergeCombiners),
        exchange.partitioner());
  }

  /** A function over the records of each partition of one parent. */
  static <T> Plan<T> overPartitions(
      String operator,
      Plan<?> parent,
      PartitionFunction<T> function,
      Optional<Partitioner> partitioner) {
    return new Narrow<>(
        operator,
        List.of(parent),
        parent::partitionCount,
        partition -> List.of(new Input(0, partition)),
        Optional.of(function),
        partitioner);
  }

  @SuppressWarnings("unchecked") // a node's only parent has the type its function was made for
  static <T> Iterator<T> only(List<Iterator<?>> inputs) {
    return (Iterator<T>) inputs.get(0);
  }
}
