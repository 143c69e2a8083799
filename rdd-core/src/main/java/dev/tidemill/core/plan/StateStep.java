package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.core.state.StateCounts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a {@link LiveState} gives at one time: a function of the state after the step before and of
 * the records that have come since.
 *
 * <p>It is done once, for all partitions together, by the first job that needs it, after the step
 * before; others wait for it. A partition that is done stays done, also when another one fails: the
 * next job does the rest. When all are done the step lets go of what it was made from.
 */
public final class StateStep<A, R> extends Plan<R> {
  private final LiveState<?, A, R> state;
  private final long time;
  private final boolean isLogged;
  private final AtomicReferenceArray<LiveState.Done<R>> results;
  private final ReentrantLock running = new ReentrantLock();
  // Both empty once all partitions are done.
  private volatile Optional<Plan<A>> input;
  private volatile Optional<StateStep<A, R>> before;

  /**
   * @param isLogged whether somebody takes {@link #takeLogged}
   * @param input as many partitions as the state has; records that have come since the step before
   * @param before empty for the first step
   */
  public StateStep(
      String operator,
      LiveState<?, A, R> state,
      long time,
      boolean isLogged,
      Plan<A> input,
      Optional<StateStep<A, R>> before) {
    super(operator);
    this.state = state;
    this.time = time;
    this.isLogged = isLogged;
    this.input = Optional.of(input);
    this.before = before.filter(step -> !step.isDone());
    this.results = new AtomicReferenceArray<>(state.partitionCount());
  }

  /** In milliseconds. */
  public long time() {
    return time;
  }

  /** Held by the job that does the step. */
  public ReentrantLock running() {
    return running;
  }

  /** Whether somebody writes down what it does. */
  public boolean isLogged() {
    return isLogged;
  }

  /** Whether all partitions are done. */
  public boolean isDone() {
    return input.isEmpty();
  }

  public boolean isDone(int partition) {
    return results.get(partition) != null;
  }

  /** The records of a partition that is done. */
  public GivenData<R> result(int partition) {
    return results.get(partition).records();
  }

  /**
   * What each partition's step did to the state, once all are done; empty if nobody asked. Given
   * once, so that it is not kept as long as the records.
   */
  public List<LiveState.Logged> takeLogged() {
    List<LiveState.Logged> logged = new ArrayList<>(results.length());
    for (int i = 0; i < results.length(); i++) {
      LiveState.Done<R> done = results.get(i);
      done.logged().ifPresent(logged::add);
      results.set(i, new LiveState.Done<>(done.records(), Optional.empty(), done.counts()));
    }
    return logged;
  }

  /** What the partitions that are done did to the state, together. */
  public StateCounts counts() {
    StateCounts counts = StateCounts.NONE;
    for (int i = 0; i < results.length(); i++) {
      LiveState.Done<R> done = results.get(i);
      counts = done == null ? counts : counts.plus(done.counts());
    }
    return counts;
  }

  /** The state that it is a step of. */
  public LiveState<?, A, R> state() {
    return state;
  }

  /** Does one partition. Called by a task; one that has been done before is not done again. */
  public void run(int partition, Iterator<A> records, TaskScope scope) throws Exception {
    if (!isDone(partition)) {
      results.set(partition, state.step(partition, time, isLogged, records, scope));
    }
  }

  /** Where the records come from; asked for while the step is not done. */
  public Plan<A> input() {
    return input.orElseThrow();
  }

  /** All partitions have been done. */
  public void done() {
    input = Optional.empty();
    before = Optional.empty();
  }

  @Override
  public int partitionCount() {
    return results.length();
  }

  @Override
  public Optional<Partitioner> partitioner() {
    return Optional.of(state.partitioner());
  }

  @Override
  public List<Plan<?>> parents() {
    Optional<Plan<A>> from = input;
    Optional<StateStep<A, R>> after = before;
    if (from.isEmpty()) {
      return List.of();
    }
    return after.isPresent() ? List.of(after.get(), from.get()) : List.of(from.get());
  }
}
