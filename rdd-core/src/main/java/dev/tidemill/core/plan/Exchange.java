package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Moves every pair to the partition of its key. Within a partition the pairs come in the order of
 * the parent's partitions, so that running it again gives equal content. With an ordering they are
 * sorted by their keys; pairs whose keys compare as equal stay in the order of the parent.
 */
public final class Exchange<K, V> extends Plan<Tuple2<K, V>> {
  private final Plan<Tuple2<K, V>> parent;
  private final Partitioner partitioner;
  private final Optional<Comparator<? super K>> ordering;

  public Exchange(Plan<Tuple2<K, V>> parent, Partitioner partitioner) {
    this(parent, partitioner, Optional.empty());
  }

  /**
   * @param ordering how the keys of a partition are sorted; empty if they are not
   */
  public Exchange(
      Plan<Tuple2<K, V>> parent,
      Partitioner partitioner,
      Optional<Comparator<? super K>> ordering) {
    super("exchange");
    this.parent = parent;
    this.partitioner = partitioner;
    this.ordering = ordering;
  }

  public Plan<Tuple2<K, V>> parent() {
    return parent;
  }

  public Partitioner target() {
    return partitioner;
  }

  public Optional<Comparator<? super K>> ordering() {
    return ordering;
  }

  @Override
  public int partitionCount() {
    return partitioner.numPartitions();
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return Optional.of(partitioner);
  }

  @Override
  public List<Plan<?>> parents() {
    return List.of(parent);
  }
}
