package dev.tidemill.dstream.graph;

import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.LiveState;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.dstream.window.InPane;
import dev.tidemill.dstream.window.WindowState;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One value for each key of a window, brought up to date from slide to slide.
 *
 * <p>The window is cut into panes as long as the greatest common divisor of window and slide. Each
 * pane's values are combined before they enter, from all datasets that the parent had in it.
 *
 * <p>Steps are made in the order of time. If the datasets of a batch could not be made (a function
 * of the program failed there), its step is made up for before the next one.
 */
public final class ReducedWindowNode<K, V> extends StreamNode<Tuple2<K, V>> {
  private final StreamNode<Tuple2<K, V>> parent;
  private final Duration window;
  private final Duration pane;
  private final Partitioner partitioner;
  private final Function2<V, V, V> combine;
  private final LiveState<?, InPane<K, V>, Tuple2<K, V>> state;
  // Used by the planner's thread.
  private Optional<StateStep<InPane<K, V>, Tuple2<K, V>>> last = Optional.empty();

  public ReducedWindowNode(
      String operator,
      StreamNode<Tuple2<K, V>> parent,
      WindowSpec spec,
      Partitioner partitioner,
      WindowState.Functions<K, V> functions,
      Isolation isolation) {
    super(operator, List.of(parent), spec.slide());
    this.parent = parent;
    this.window = spec.window();
    this.pane = new Duration(divisor(spec.window().milliseconds(), spec.slide().milliseconds()));
    this.partitioner = partitioner;
    this.combine = functions.combine();
    int panes = (int) Math.min(1 << 20, window.milliseconds() / pane.milliseconds());
    this.state = WindowState.over(partitioner, functions, window.milliseconds(), panes, isolation);
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  @Override
  protected Duration neededOfParents(Duration own) {
    return own.plus(window);
  }

  @Override
  protected Optional<Plan<Tuple2<K, V>>> compute(BatchPlan batch) throws Exception {
    Time time = batch.time();
    if (!batch.inOrder()) {
      throw new SparkException(
          "The window '"
              + this
              + "' at "
              + time
              + " is not at hand, and windows are not computed again; keep them longer by"
              + " remember(duration).");
    }
    Time next = last.map(step -> new Time(step.time()).plus(slide())).orElse(time);
    while (next.less(time)) {
      step(batch, next);
      next = next.plus(slide());
    }
    return Optional.of(step(batch, time));
  }

  private Plan<Tuple2<K, V>> step(BatchPlan batch, Time time) throws Exception {
    List<Plan<InPane<K, V>>> panes = new ArrayList<>();
    for (Time end = time.minus(slide()).plus(pane); end.lessEq(time); end = end.plus(pane)) {
      if (end.greater(batch.time().minus(window))) {
        inPane(batch, end).ifPresent(panes::add);
      }
    }
    Plan<InPane<K, V>> input = panes.isEmpty() ? nothing() : Plans.union(panes);
    StateStep<InPane<K, V>, Tuple2<K, V>> step =
        new StateStep<>(operator(), state, time.milliseconds(), input, last);
    last = Optional.of(step);
    return step;
  }

  private Plan<InPane<K, V>> nothing() {
    List<List<InPane<K, V>>> partitions = new ArrayList<>();
    for (int i = 0; i < partitioner.numPartitions(); i++) {
      partitions.add(List.of());
    }
    return new Source<>(GivenData.ofPartitions(partitions), Optional.of(partitioner));
  }

  /** The values of a pane, each key once, where the partitioner wants them. */
  private Optional<Plan<InPane<K, V>>> inPane(BatchPlan batch, Time end) throws Exception {
    List<Plan<Tuple2<K, V>>> datasets = new ArrayList<>(1);
    Duration step = parent.slide();
    for (Time time = end.minus(pane).plus(step); time.lessEq(end); time = time.plus(step)) {
      batch.of(parent, time).ifPresent(datasets::add);
    }
    if (datasets.isEmpty()) {
      return Optional.empty();
    }
    Plan<Tuple2<K, V>> all = datasets.size() == 1 ? datasets.get(0) : Plans.union(datasets);
    Plan<Tuple2<K, V>> reduced =
        Plans.combineByKey(operator(), all, value -> value, combine, combine, partitioner);
    long time = end.milliseconds();
    return Optional.of(
        new Mapped<>(operator(), reduced, pair -> new InPane<>(time, pair._1, pair._2), true));
  }
}
