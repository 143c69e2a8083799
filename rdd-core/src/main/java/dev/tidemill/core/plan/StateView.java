package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * All that a state holds after a step. The state keeps that version from now on until {@link
 * #release}, and for as long as a task reads it; what it costs to keep is what later steps change.
 */
public final class StateView<R> extends Plan<R> {
  private final StateStep<?, ?> step;
  private final boolean isPlaced;

  /**
   * @param isPlaced whether readers are told which partitioner has placed the keys
   */
  public StateView(String operator, StateStep<?, ?> step, boolean isPlaced) {
    super(operator);
    this.step = step;
    this.isPlaced = isPlaced;
    step.state().retain(step.time());
  }

  /** The step after which it is looked at. */
  public StateStep<?, ?> step() {
    return step;
  }

  /** Nobody begins to read it any more. */
  public void release() {
    step.state().release(step.time());
  }

  /** The records of a partition; each reader has its own of those that may change. */
  @SuppressWarnings("unchecked") // who makes a view knows what the state holds
  public Iterator<R> open(int partition, TaskScope scope) {
    step.state().retain(step.time());
    scope.onCompletion(() -> step.state().release(step.time()));
    return (Iterator<R>) step.state().read(partition, step.time());
  }

  @Override
  public int partitionCount() {
    return step.partitionCount();
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return isPlaced ? step.partitioner() : Optional.empty();
  }

  @Override
  public List<Plan<?>> parents() {
    return List.of(step);
  }
}
