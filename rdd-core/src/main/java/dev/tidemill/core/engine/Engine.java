package dev.tidemill.core.engine;

import dev.tidemill.SparkException;
import dev.tidemill.core.task.TaskCopies;

/**
 * Runs plans. This is the whole border between what a dataset is and how it is computed; it is
 * drawn in ARCHITECTURE.md. Thread-safe: several threads may run jobs at once, also from inside a
 * task.
 */
public interface Engine extends AutoCloseable {
  /**
   * Runs a job; returns when all its partitions are done. The calling thread takes part in the
   * work.
   *
   * @throws SparkException if a task failed, with what the task threw as the cause, or the engine
   *     was closed. Other tasks of the job that had not begun are not run, those that run are
   *     interrupted and awaited.
   * @throws InterruptedException if the calling thread was interrupted before or while the job ran;
   *     its tasks end as after a failure
   * @throws IllegalStateException if the engine is closed
   */
  <T, R> void run(Job<T, R> job) throws SparkException, InterruptedException;

  /** What tasks of this engine add to shared variables; merged once for every task that counts. */
  TaskCopies taskCopies();

  /** Ends the engine's threads. Running jobs fail, their tasks are interrupted. Does not wait. */
  @Override
  void close();
}
