package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.api.java.function.Function;
import java.util.List;
import java.util.Optional;

/** Every record becomes one record. Keys stay where they are only if the function keeps them. */
public final class Mapped<A, B> extends Plan<B> {
  private final Plan<A> parent;
  private final Function<A, B> function;
  private final boolean keepsKeys;

  public Mapped(String operator, Plan<A> parent, Function<A, B> function, boolean keepsKeys) {
    super(operator);
    this.parent = parent;
    this.function = function;
    this.keepsKeys = keepsKeys;
  }

  public Plan<A> parent() {
    return parent;
  }

  public Function<A, B> function() {
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
