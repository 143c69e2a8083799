package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One dataset for each dataset of the parent, and none for none: map, filter, reduceByKey, ... */
public final class DerivedNode<A, B> extends StreamNode<B> {
  private final StreamNode<A> parent;
  private final Function<Plan<A>, Plan<B>> function;

  public DerivedNode(String operator, StreamNode<A> parent, Function<Plan<A>, Plan<B>> function) {
    super(operator, List.of(parent), parent.slide());
    this.parent = parent;
    this.function = function;
  }

  @Override
  protected Optional<Plan<B>> compute(BatchPlan batch) {
    return batch.of(parent).map(function);
  }
}
