package dev.tidemill.core.engine;

import dev.tidemill.SparkException;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.task.TaskCopies;
import java.util.function.Predicate;

/**
 * Runs plans. This is the whole border between what a dataset is and how it is computed; it is
 * drawn in ARCHITECTURE.md. Thread-safe: several threads may run jobs at once, also from inside a
 * task.
 */
public interface Engine extends AutoCloseable {
  /**
   * Runs a job; returns when all its partitions are done. The calling thread takes part in the
   * work. A task that fails is tried again as often as the engine was told.
   *
   * @throws SparkException if a task failed for good, with what it threw as the cause, or the job
   *     was cancelled or the engine closed. Other tasks of the job that had not begun are not run,
   *     those that run are interrupted and awaited.
   * @throws InterruptedException if the calling thread was interrupted before or while the job ran;
   *     its tasks end as after a failure
   * @throws IllegalStateException if the engine is closed
   */
  <T, R> void run(Job<T, R> job) throws SparkException, InterruptedException;

  /**
   * Ends the running jobs that are chosen, as after a failure. Does not wait.
   *
   * @param reason the message of the exception that their callers get
   */
  void cancel(Predicate<Job<?, ?>> chosen, String reason);

  /**
   * Drops what is kept of a dataset's partitions, see {@link dev.tidemill.core.plan.Kept}. Jobs
   * that read them go on.
   */
  void drop(Plan<?> plan);

  /** How far jobs are. */
  JobStatuses statuses();

  /** What tasks of this engine add to shared variables; merged once for every task that counts. */
  TaskCopies taskCopies();

  /** Ends the engine's threads. Running jobs fail, their tasks are interrupted. Does not wait. */
  @Override
  void close();
}
