package dev.tidemill.core.plan;

import dev.tidemill.core.state.KeyBlock;
import dev.tidemill.core.state.StateCounts;
import dev.tidemill.core.state.StateWalk;
import java.util.Iterator;

/**
 * What an operator does to the partitions of a {@link LiveState}, one at a time each.
 *
 * @param <S> the state of one partition
 * @param <A> what comes in
 * @param <R> what each step gives
 */
public interface StateOperator<S, A, R> {
  /** The state of a partition before the first step. */
  S initial();

  /**
   * Works a step out. Must not change what the state shows: user functions run here and may throw,
   * and then the step is tried again.
   *
   * @param time of the step, in milliseconds
   */
  StagedStep<R> step(S state, long time, Iterator<A> input, TaskScope scope) throws Exception;

  /** Goes through all keys, for those that say what they change. */
  default StateWalk walk(S state) {
    return log -> true;
  }

  /**
   * Puts keys back as a step has logged them. A key may be among them again; then the last of its
   * values counts.
   */
  default void restore(S state, KeyBlock keys) throws Exception {
    throw new UnsupportedOperationException(this + " does not say what it changes.");
  }

  /** All keys have been put back as they were after the step of that time. */
  default void restored(S state, long time) {}

  /** Takes a key out, as a step has logged it. */
  default void remove(S state, Object key) {
    throw new UnsupportedOperationException(this + " does not say what it changes.");
  }

  /** The time of the latest version, for those that keep versions. */
  default long time(S state) {
    throw new UnsupportedOperationException(this + " keeps no versions.");
  }

  /** All that the state held after the step of that time, for those that keep versions. */
  default Iterator<?> read(S state, long time) {
    throw new UnsupportedOperationException(this + " keeps no versions.");
  }

  /** Nobody asks for versions before that time any more. Called on any thread. */
  default void forget(S state, long before) {}

  /** What the last step did, and what there is after it. */
  default StateCounts counts(S state) {
    return StateCounts.NONE;
  }
}
