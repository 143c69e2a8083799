package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.streaming.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A stream: its parents, how often it has a dataset, and how that dataset follows from the parents'
 * of the same batch. Nodes belong to one {@link StreamGraph}, which calls {@link #compute} at most
 * once a batch.
 */
public abstract class StreamNode<T> {
  private final String operator;
  private final List<StreamNode<?>> parents;
  private final Duration slide;
  // Given by the graph: parents always have smaller numbers, so numbers are a topological order.
  private int number = -1;

  /**
   * @param operator what the user called, for messages
   */
  protected StreamNode(String operator, List<? extends StreamNode<?>> parents, Duration slide) {
    this.operator = operator;
    this.parents = List.copyOf(parents);
    this.slide = slide;
  }

  /** The dataset at the batch's time, or none. Called on the planner's thread. */
  protected abstract Optional<Plan<T>> compute(BatchPlan batch) throws Exception;

  public final String operator() {
    return operator;
  }

  public final List<StreamNode<?>> parents() {
    return parents;
  }

  /** Time between two datasets, a multiple of the batch interval. */
  public final Duration slide() {
    return slide;
  }

  final int number() {
    return number;
  }

  final void number(int given) {
    number = given;
  }

  @Override
  public String toString() {
    return operator;
  }
}
