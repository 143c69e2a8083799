package dev.tidemill;

import dev.tidemill.core.task.TaskRun;
import dev.tidemill.util.TaskCompletionListener;
import dev.tidemill.util.TaskFailureListener;
import java.io.Serializable;
import java.util.Properties;

/**
 * What a function can learn about the task that it runs in, by {@code TaskContext.get()} on the
 * task's thread. Used by that thread only.
 */
public abstract class TaskContext implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The task that the calling thread works on; null outside of tasks. */
  public static TaskContext get() {
    return TaskRun.current().map(run -> run.view(RunningTask::new)).orElse(null);
  }

  /** The partition that the task computes; 0 outside of tasks. */
  public static int getPartitionId() {
    return TaskRun.current().map(run -> run.info().partition()).orElse(0);
  }

  /** Whether the task has ended, in whatever way. */
  public abstract boolean isCompleted();

  public abstract boolean isFailed();

  /** Whether the task is to end early: its job has failed or was cancelled. */
  public abstract boolean isInterrupted();

  /**
   * Called on the task's thread when the task ends, in whatever way; the listener added last is
   * called first. One that throws fails the task.
   *
   * @return this
   */
  public abstract TaskContext addTaskCompletionListener(TaskCompletionListener listener);

  /**
   * Called on the task's thread with what was thrown, if the task fails, before the completion
   * listeners.
   *
   * @return this
   */
  public abstract TaskContext addTaskFailureListener(TaskFailureListener listener);

  /** The stage, unique within the context. */
  public abstract int stageId();

  /** Always 0: a stage is not submitted again, its tasks are. */
  public abstract int stageAttemptNumber();

  /** How many partitions the stage computes. */
  public abstract int numPartitions();

  public abstract int partitionId();

  /** How often this task has failed before. */
  public abstract int attemptNumber();

  /** Unique within the context, another for every attempt. */
  public abstract long taskAttemptId();

  /** What the thread that submitted the job had set, or null. */
  public abstract String getLocalProperty(String key);

  /** All that the thread that submitted the job had set. A copy. */
  public abstract Properties getLocalProperties();

  /** Cores that the task may use: 1. */
  public abstract int cpus();
}
