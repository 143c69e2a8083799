package dev.tidemill.dstream.graph;

import dev.tidemill.SparkException;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dataset made from the datasets of all parents at once: union, and transform, whose function is
 * the user's own and runs here. A parent without a dataset is an error (semantics section 4).
 */
public final class CombinedNode<T> extends StreamNode<T> {
  /** Makes the dataset from the parents', in their order. */
  @FunctionalInterface
  public interface Combine<T> {
    Plan<T> apply(List<Plan<?>> parents, Time time) throws Exception;
  }

  private final Combine<T> function;
  private final String complaint;

  /**
   * @param complaint begins the message about a parent without a dataset
   * @throws IllegalArgumentException if the parents differ in slide
   */
  public CombinedNode(
      String operator,
      List<? extends StreamNode<?>> parents,
      String complaint,
      Combine<T> function) {
    super(operator, parents, parents.get(0).slide());
    for (StreamNode<?> parent : parents) {
      if (!parent.slide().equals(slide())) {
        throw new IllegalArgumentException(
            "Some of the DStreams have different slide durations: '"
                + parents.get(0)
                + "' has "
                + slide()
                + ", '"
                + parent
                + "' has "
                + parent.slide()
                + "; "
                + operator
                + " needs equal ones, window one of them to the other's slide.");
      }
    }
    this.complaint = complaint;
    this.function = function;
  }

  @Override
  protected Optional<Plan<T>> compute(BatchPlan batch) throws Exception {
    List<Plan<?>> plans = new ArrayList<>(parents().size());
    for (StreamNode<?> parent : parents()) {
      Optional<? extends Plan<?>> plan = batch.of(parent);
      if (plan.isEmpty()) {
        throw new SparkException(
            complaint + " at time " + batch.time() + ": '" + parent + "' has none.");
      }
      plans.add(plan.get());
    }
    return Optional.of(function.apply(plans, batch.time()));
  }
}
