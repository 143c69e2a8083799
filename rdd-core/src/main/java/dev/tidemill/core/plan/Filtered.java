package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.api.java.function.Function;
import java.util.List;
import java.util.Optional;

/** Some records stay. */
public final class Filtered<A> extends Plan<A> {
  private final Plan<A> parent;
  private final Function<A, Boolean> function;

  public Filtered(String operator, Plan<A> parent, Function<A, Boolean> function) {
    super(operator);
    this.parent = parent;
    this.function = function;
  }

  public Plan<A> parent() {
    return parent;
  }

  public Function<A, Boolean> function() {
    return function;
  }

  @Override
  public int partitionCount() {
    return parent.partitionCount();
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return parent.partitioner();
  }

  @Override
  public List<Plan<?>> parents() {
    return List.of(parent);
  }
}
