package dev.tidemill;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.task.TaskRun;
import dev.tidemill.util.TaskCompletionListener;
import dev.tidemill.util.TaskFailureListener;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.util.Properties;

/** The context of a running task: a view of its {@link TaskRun}. */
final class RunningTask extends TaskContext {
  private static final long serialVersionUID = 1L;

  private final transient TaskRun run;

  RunningTask(TaskRun run) {
    this.run = run;
  }

  @Override
  public boolean isCompleted() {
    return run.isCompleted();
  }

  @Override
  public boolean isFailed() {
    return run.isFailed();
  }

  @Override
  public boolean isInterrupted() {
    return run.isCancelled();
  }

  @Override
  public TaskContext addTaskCompletionListener(TaskCompletionListener listener) {
    requireValue("addTaskCompletionListener", "listener", listener);
    run.onCompletion(() -> listener.onTaskCompletion(this));
    return this;
  }

  @Override
  public TaskContext addTaskFailureListener(TaskFailureListener listener) {
    requireValue("addTaskFailureListener", "listener", listener);
    run.onFailure(thrown -> listener.onTaskFailure(this, thrown));
    return this;
  }

  @Override
  public int stageId() {
    return run.info().stage();
  }

  @Override
  public int stageAttemptNumber() {
    return 0;
  }

  @Override
  public int numPartitions() {
    return run.info().partitions();
  }

  @Override
  public int partitionId() {
    return run.info().partition();
  }

  @Override
  public int attemptNumber() {
    return run.info().attempt();
  }

  @Override
  public long taskAttemptId() {
    return run.info().id();
  }

  @Override
  public String getLocalProperty(String key) {
    return run.info().properties().get(requireValue("getLocalProperty", "key", key));
  }

  @Override
  public Properties getLocalProperties() {
    Properties copy = new Properties();
    copy.putAll(run.info().properties());
    return copy;
  }

  @Override
  public int cpus() {
    return 1;
  }

  private void writeObject(ObjectOutputStream out) {
    throw Sneaky.thrown(
        new NotSerializableException(
            "A TaskContext belongs to a running task; call TaskContext.get() inside the function."));
  }
}
