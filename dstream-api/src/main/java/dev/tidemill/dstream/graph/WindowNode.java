package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.Source;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that its parent had within a window: the datasets of times after {@code time - window} up to
 * {@code time}. A time without a dataset is passed over, so the first windows are short.
 */
public final class WindowNode<T> extends StreamNode<T> {
  private final StreamNode<T> parent;
  private final Duration window;

  /** Both durations are multiples of the parent's slide; see {@link WindowSpec}. */
  public WindowNode(String operator, StreamNode<T> parent, WindowSpec spec) {
    super(operator, List.of(parent), spec.slide());
    this.parent = parent;
    this.window = spec.window();
  }

  /** The parent's: each of them is part of many windows. */
  @Override
  StreamNode<?> keptAs() {
    return parent.keptAs();
  }

  @Override
  protected String detail() {
    return "window " + window;
  }

  @Override
  protected Duration neededOfParents(Duration own) {
    return own.plus(window);
  }

  @Override
  protected Optional<Plan<T>> compute(BatchPlan batch) throws Exception {
    List<Plan<T>> panes = new ArrayList<>();
    Time end = batch.time();
    for (Time time : batch.times(parent, end.minus(window), end)) {
      batch.of(parent, time).ifPresent(panes::add);
    }
    return Optional.of(
        panes.isEmpty() ? new Source<>(GivenData.ofPartitions(List.of())) : Plans.union(panes));
  }
}
