package dev.tidemill.api.java;

import java.util.List;
import java.util.concurrent.Future;

/**
 * The result of an action for which the program need not wait. A failure is thrown by {@code get}
 * as the cause of an {@link java.util.concurrent.ExecutionException}: what the action that waits
 * would have thrown.
 */
public interface JavaFutureAction<T> extends Future<T> {
  /** The numbers of its jobs, unique within the context. */
  List<Integer> jobIds();

  /**
   * Ends its job. It counts as done at once; its tasks are interrupted and may take a moment to
   * end.
   *
   * @param mayInterruptIfRunning without effect: tasks of a cancelled job are always interrupted
   * @return false if it had ended already
   */
  @Override
  boolean cancel(boolean mayInterruptIfRunning);
}
