package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import java.util.List;
import java.util.Optional;

/** A dataset that comes from outside the plan. */
public final class Source<T> extends Plan<T> {
  private final SourceData<T> data;
  private final Optional<Partitioner> partitioner;

  public Source(SourceData<T> data) {
    this(data, Optional.empty());
  }

  /**
   * @param partitioner by which the records have been placed
   */
  public Source(SourceData<T> data, Optional<Partitioner> partitioner) {
    super("source");
    this.data = data;
    this.partitioner = partitioner;
  }

  public SourceData<T> data() {
    return data;
  }

  @Override
  public int partitionCount() {
    return data.partitionCount();
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return partitioner;
  }

  @Override
  public List<Plan<?>> parents() {
    return List.of();
  }

  @Override
  public String toString() {
    return data.toString();
  }
}
