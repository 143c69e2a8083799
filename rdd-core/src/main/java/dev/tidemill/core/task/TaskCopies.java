package dev.tidemill.core.task;

import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Gives every running task of an engine its own copy of what tasks add to, and merges the copies of
 * the tasks that count: each once. What failed, was cancelled, or was run again only to hand its
 * records to a second reader, leaves no trace. Thread-safe.
 */
public final class TaskCopies {
  /** Something that tasks add to. */
  public interface Shared<C> {
    /** A copy to which nothing has been added. */
    C freshCopy();

    /** Takes over what was added to a copy. Called by the task's thread, several at once. */
    void mergeCopy(C copy);
  }

  private volatile ClassLoader classes;

  /** Tasks that begin from now on have this as their context class loader. */
  public void useClasses(ClassLoader loader) {
    classes = loader;
  }

  /**
   * The calling thread works on a task of this engine until that is closed.
   *
   * @param cancelled whether the task is to end early
   */
  public TaskRun begin(TaskInfo info, BooleanSupplier cancelled) {
    return new TaskRun(this, info, cancelled, Optional.ofNullable(classes));
  }

  /** The copy of the task of this engine on the calling thread; empty if none runs on it. */
  public <C> Optional<C> mine(Shared<C> shared) {
    return TaskRun.current().filter(task -> task.isOf(this)).map(task -> task.copyOf(shared));
  }
}
