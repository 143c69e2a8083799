package dev.tidemill.dstream.graph;

import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
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
public final class ReducedWindowNode<K, V> extends StateNode<InPane<K, V>, Tuple2<K, V>> {
  private final StreamNode<Tuple2<K, V>> parent;
  private final Duration window;
  private final Duration pane;
  private final Partitioner partitioner;
  private final Function2<V, V, V> combine;
  private final boolean hasInverse;
  // Used by the planner's thread.
  private boolean isFilled;

  public ReducedWindowNode(
      String operator,
      StreamNode<Tuple2<K, V>> parent,
      WindowSpec spec,
      Partitioner partitioner,
      WindowState.Functions<K, V> functions,
      Isolation isolation) {
    super(
        operator,
        List.of(parent),
        spec.slide(),
        WindowState.over(
            partitioner,
            functions,
            spec.window().milliseconds(),
            (int) Math.min(1 << 20, spec.window().milliseconds() / paneOf(spec).milliseconds()),
            isolation));
    this.parent = parent;
    this.window = spec.window();
    this.pane = paneOf(spec);
    this.partitioner = partitioner;
    this.combine = functions.combine();
    this.hasInverse = functions.inverse().isPresent();
  }

  private static Duration paneOf(WindowSpec spec) {
    return new Duration(divisor(spec.window().milliseconds(), spec.slide().milliseconds()));
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }

  @Override
  protected String detail() {
    return "window " + window;
  }

  @Override
  protected Duration neededOfParents(Duration own) {
    // After a restart, what is to leave at a step has to be known as of the step before.
    return hasInverse ? own.plus(window).plus(slide()) : own.plus(window);
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
    if (!isFilled) {
      fillAgain(batch);
    }
    Optional<Plan<Tuple2<K, V>>> made = Optional.empty();
    for (Time step : due(batch)) {
      made = Optional.of(step(batch, step));
    }
    return made;
  }

  /** The values are restored, and what they are made of has yet to leave them. */
  private void fillAgain(BatchPlan batch) throws Exception {
    if (last().isPresent()) {
      Time restored = last().get();
      repeatStep(restored, union(panes(batch, restored.minus(window), restored)));
    }
    isFilled = true;
  }

  /** The steps that are still to be made, this batch's last. */
  private List<Time> due(BatchPlan batch) {
    return last().isPresent()
        ? batch.times(this, last().get(), batch.time())
        : List.of(batch.time());
  }

  private Plan<Tuple2<K, V>> step(BatchPlan batch, Time time) throws Exception {
    Time begin = batch.time().minus(window);
    return step(time, union(panes(batch, last().map(begin::max).orElse(begin), time)));
  }

  /** The panes after one time up to another, which is the end of the latest. */
  private List<Plan<InPane<K, V>>> panes(BatchPlan batch, Time after, Time upTo) throws Exception {
    List<Plan<InPane<K, V>>> panes = new ArrayList<>();
    List<Plan<Tuple2<K, V>>> datasets = new ArrayList<>(1);
    Time end = after;
    for (Time time : batch.times(parent, after, upTo)) {
      if (time.greater(end)) {
        addPane(end, datasets, panes);
        end = paneEnd(time, upTo);
      }
      batch.of(parent, time).ifPresent(datasets::add);
    }
    addPane(end, datasets, panes);
    return panes;
  }

  /** Panes are counted back from the latest. */
  private Time paneEnd(Time time, Time upTo) {
    long back = upTo.minus(time).milliseconds() / pane.milliseconds();
    return upTo.minus(new Duration(back * pane.milliseconds()));
  }

  private Plan<InPane<K, V>> union(List<Plan<InPane<K, V>>> panes) {
    return panes.isEmpty() ? nothing(partitioner) : Plans.union(panes);
  }

  /** The values of a pane, each key once, where the partitioner wants them. */
  private void addPane(
      Time end, List<Plan<Tuple2<K, V>>> datasets, List<Plan<InPane<K, V>>> panes) {
    if (datasets.isEmpty()) {
      return;
    }
    Plan<Tuple2<K, V>> all =
        datasets.size() == 1 ? datasets.get(0) : Plans.union(List.copyOf(datasets));
    datasets.clear();
    Plan<Tuple2<K, V>> reduced =
        Plans.combineByKey(operator(), all, value -> value, combine, combine, partitioner);
    long time = end.milliseconds();
    panes.add(
        new Mapped<>(operator(), reduced, pair -> new InPane<>(time, pair._1, pair._2), true));
  }

  /** A value from which panes are taken out again is more than its panes. */
  @Override
  public boolean needsLog() {
    return hasInverse;
  }
}
