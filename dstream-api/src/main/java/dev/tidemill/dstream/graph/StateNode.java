package dev.tidemill.dstream.graph;

import dev.tidemill.Partitioner;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.LiveState;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.state.StateCounts;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A stream whose datasets are steps of a state that lives through the batches.
 *
 * <p>Where nothing else could give the state back after a restart, each step is logged: what it did
 * to the keys waits here, once a job has done it, until {@link #takeLogged} is called.
 */
public abstract class StateNode<A, R> extends StreamNode<R> {
  private final LiveState<?, A, R> state;
  // Used by the planner's thread.
  private Optional<Time> last = Optional.empty();
  private Optional<StateStep<A, R>> lastStep = Optional.empty();
  // Below: guarded by this.
  private boolean logging;
  private Time loggedUpTo = new Time(Long.MIN_VALUE);
  private final Deque<StateStep<A, R>> toLog = new ArrayDeque<>();

  protected StateNode(
      String operator,
      List<? extends StreamNode<?>> parents,
      Duration slide,
      LiveState<?, A, R> state) {
    super(operator, parents, slide);
    this.state = state;
  }

  @Override
  public final boolean isReplayable() {
    return false; // what a step gives depends on all steps before it
  }

  /** Whether the state can be had from its log only, not from the datasets of its parents. */
  public abstract boolean needsLog();

  /** The time of the latest step; of an earlier process, if none has been made in this one. */
  protected final Optional<Time> last() {
    return last;
  }

  /** The latest step that was made. */
  final StateStep<A, R> lastStep() {
    return lastStep.orElseThrow();
  }

  /** The input of a step for which nothing has come. */
  protected static <A> Plan<A> nothing(Partitioner partitioner) {
    List<List<A>> partitions = new ArrayList<>();
    for (int i = 0; i < partitioner.numPartitions(); i++) {
      partitions.add(List.of());
    }
    return new Source<>(GivenData.ofPartitions(partitions), Optional.of(partitioner));
  }

  /** Appends a step. */
  protected final StateStep<A, R> step(Time time, Plan<A> input) {
    synchronized (this) {
      StateStep<A, R> step = append(time, input, logging && time.greater(loggedUpTo));
      if (step.isLogged()) {
        toLog.add(step);
      }
      return step;
    }
  }

  /** Repeats the latest step of an earlier process, as far as its log does not hold what it did. */
  protected final void repeatStep(Time time, Plan<A> input) {
    append(time, input, false);
  }

  private StateStep<A, R> append(Time time, Plan<A> input, boolean isLogged) {
    StateStep<A, R> step =
        new StateStep<>(operator(), state, time.milliseconds(), isLogged, input, lastStep);
    lastStep = Optional.of(step);
    last = Optional.of(time);
    return step;
  }

  /** What a step did. */
  public record LoggedStep(long time, List<LiveState.Logged> partitions) {}

  /** From now on steps are logged. Before the first one. */
  public final synchronized void logWith(Codec codec) {
    logging = true;
    state.logWith(codec);
  }

  /** What the latest steps did, and what there is after them. Any thread. */
  public final StateCounts counts() {
    return state.counts();
  }

  /** See {@link LiveState#readLatest}. */
  protected final void readLatest(Consumer<Iterator<?>> readers) {
    state.readLatest(readers);
  }

  /** See {@link LiveState#logAgain}. */
  public final void logAgain(int leastKeys) {
    state.logAgain(leastKeys);
  }

  /** What the steps did that have been done and were not given before, in order. */
  public final synchronized List<LoggedStep> takeLogged() {
    List<LoggedStep> taken = new ArrayList<>();
    while (!toLog.isEmpty() && toLog.peek().isDone()) {
      StateStep<A, R> step = toLog.remove();
      taken.add(new LoggedStep(step.time(), step.takeLogged()));
    }
    return taken;
  }

  /** See {@link LiveState#beginRestore}. */
  public final void beginRestore() {
    state.beginRestore();
  }

  /** See {@link LiveState#restore}. */
  public final void restore(byte[] chunk, Time time) throws Exception {
    state.restore(chunk, time.milliseconds());
  }

  /** The state is as it was after the step of that time. */
  public final void restored(Time time) {
    state.restored(time.milliseconds());
    last = Optional.of(time);
  }

  /** See {@link LiveState#expect}; such a step is not logged again. */
  public final synchronized void expect(List<byte[]> chunks, Time time) {
    state.expect(chunks, time.milliseconds());
    loggedUpTo = loggedUpTo.max(time);
  }
}
