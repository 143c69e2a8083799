package dev.tidemill.dstream.graph;

import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.plan.StateView;
import java.util.List;
import java.util.Optional;

/** All that a state holds after each of its steps. */
public final class StateSnapshotNode<K, S, R> extends StreamNode<Tuple2<K, S>> {
  private final KeyedStateNode<K, ?, R> state;

  public StateSnapshotNode(KeyedStateNode<K, ?, R> state) {
    super("stateSnapshots", List.of(state), state.slide());
    this.state = state;
  }

  @Override
  protected Optional<Plan<Tuple2<K, S>>> compute(BatchPlan batch) {
    Optional<Plan<R>> step = batch.of(state);
    return step.map(done -> new StateView<>(operator(), (StateStep<?, R>) done, false));
  }
}
