package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.streaming.Time;
import java.util.Optional;

/** The datasets of one batch, as far as they have been planned. */
public final class BatchPlan {
  private final Time time;
  // By number of the node; null where a node has no dataset at this time.
  private final Plan<?>[] plans;

  BatchPlan(Time time, int nodes) {
    this.time = time;
    this.plans = new Plan<?>[nodes];
  }

  public Time time() {
    return time;
  }

  /** The dataset of a node whose turn has been. */
  @SuppressWarnings("unchecked") // set() stores what the node itself computed
  public <T> Optional<Plan<T>> of(StreamNode<T> node) {
    return Optional.ofNullable((Plan<T>) plans[node.number()]);
  }

  <T> void set(StreamNode<T> node, Optional<Plan<T>> plan) {
    plans[node.number()] = plan.orElse(null);
  }
}
