package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.List;
import java.util.Optional;

/** The datasets of one time, as far as they have been planned, and those of earlier times. */
public final class BatchPlan {
  private final Time time;
  private final BatchPlanner planner;
  private final boolean inOrder;
  // By number of the node; null where a node has no dataset at this time.
  private final Plan<?>[] plans;

  BatchPlan(Time time, BatchPlanner planner, int nodes, boolean inOrder) {
    this.time = time;
    this.planner = planner;
    this.inOrder = inOrder;
    this.plans = new Plan<?>[nodes];
  }

  public Time time() {
    return time;
  }

  /**
   * Whether this is the planning of a batch, each of which is planned once and in order; not the
   * question for a dataset of another time.
   */
  public boolean inOrder() {
    return inOrder;
  }

  /** The dataset of a node whose turn has been. */
  @SuppressWarnings("unchecked") // set() stores what the node itself computed
  public <T> Optional<Plan<T>> of(StreamNode<T> node) {
    return Optional.ofNullable((Plan<T>) plans[node.number()]);
  }

  /**
   * The dataset of a node at this or an earlier time: the one that it had, or, if that is forgotten
   * and can be computed again, an equal one.
   */
  public <T> Optional<Plan<T>> of(StreamNode<T> node, Time at) throws Exception {
    return at.equals(time) ? of(node) : planner.dataset(node, at);
  }

  /** The times after the first and up to the second at which a stream had datasets, in order. */
  public List<Time> times(StreamNode<?> node, Time after, Time upTo) {
    return planner.timesAfter(node, after, upTo);
  }

  /** A time before all batches that this process has begun to plan. */
  public Time begin() {
    return planner.begin();
  }

  /** Whether something that happens this often happens at a time. */
  public boolean isDue(Duration interval, Time at) {
    return planner.isDue(interval, at);
  }

  <T> void set(StreamNode<T> node, Optional<Plan<T>> plan) {
    plans[node.number()] = plan.orElse(null);
  }
}
