package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import java.util.List;
import java.util.Optional;

/**
 * Moves every pair to the partition of its key. Within a partition the pairs come in the order of
 * the parent's partitions, so that running it again gives equal content.
 */
public final class Exchange<K, V> extends Plan<Tuple2<K, V>> {
  private final Plan<Tuple2<K, V>> parent;
  private final Partitioner partitioner;

  public Exchange(Plan<Tuple2<K, V>> parent, Partitioner partitioner) {
    this.parent = parent;
    this.partitioner = partitioner;
  }

  public Plan<Tuple2<K, V>> parent() {
    return parent;
  }

  public Partitioner target() {
    return partitioner;
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
