package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.api.java.function.FlatMapFunction;
import java.util.List;
import java.util.Optional;

/** Every record becomes none, one or many records. */
public final class FlatMapped<A, B> extends Plan<B> {
  private final Plan<A> parent;
  private final FlatMapFunction<A, B> function;
  private final boolean keepsKeys;

  public FlatMapped(
      String operator, Plan<A> parent, FlatMapFunction<A, B> function, boolean keepsKeys) {
    super(operator);
    this.parent = parent;
    this.function = function;
    this.keepsKeys = keepsKeys;
  }

  public Plan<A> parent() {
    return parent;
  }

  public FlatMapFunction<A, B> function() {
    return function;
  }

  @Override
  public int partitionCount() {
    return parent.partitionCount();
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return keepsKeys ? parent.partitioner() : Optional.empty();
  }

  @Override
  public List<Plan<?>> parents() {
    return List.of(parent);
  }
}
