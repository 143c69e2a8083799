package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import java.util.List;
import java.util.Optional;

/** A dataset that comes from outside the plan. */
public final class Source<T> extends Plan<T> {
  private final SourceData<T> data;

  public Source(SourceData<T> data) {
    super("source");
    this.data = data;
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
    return Optional.empty();
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
