package dev.tidemill.core.task;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives every running task its own copy of what tasks add to, and merges the copies of the tasks
 * that count: each once. What failed, was cancelled, or was run again only to hand its records to a
 * second reader, leaves no trace.
 *
 * <p>The engine says on which thread a task begins and ends; user code asks from that thread. A
 * task that runs a job works for a while on a task of that job; then it goes on with its own
 * copies. Threads that user code starts belong to no task. Thread-safe.
 */
public final class TaskCopies {
  /** Something that tasks add to. */
  public interface Shared<C> {
    /** A copy to which nothing has been added. */
    C freshCopy();

    /** Takes over what was added to a copy. Called by the task's thread, several at once. */
    void mergeCopy(C copy);
  }

  private final Map<Thread, Task> running = new ConcurrentHashMap<>();

  /** The calling thread works on a new task until that is closed. */
  public Task begin() {
    Thread self = Thread.currentThread();
    return new Task(self, running.get(self));
  }

  /** The copy of the task on the calling thread; empty if no task runs on it. */
  public <C> Optional<C> mine(Shared<C> shared) {
    Task task = running.get(Thread.currentThread());
    return task == null ? Optional.empty() : Optional.of(task.copyOf(shared));
  }

  /** One run of one task. Used by its thread only. */
  public final class Task implements AutoCloseable {
    private final Thread thread;
    private final Task outer;
    private final Map<Shared<?>, Object> copies = new IdentityHashMap<>(0);

    private Task(Thread thread, Task outer) {
      this.thread = thread;
      this.outer = outer;
      running.put(thread, this);
    }

    @SuppressWarnings("unchecked") // a copy lies under the one that made it
    private <C> C copyOf(Shared<C> shared) {
      return (C) copies.computeIfAbsent(shared, Shared::freshCopy);
    }

    /** The task counts: merges its copies. Without this call closing drops them. */
    public void won() {
      copies.forEach((shared, copy) -> merge(shared, copy));
      copies.clear();
    }

    @SuppressWarnings("unchecked") // as above
    private <C> void merge(Shared<C> shared, Object copy) {
      shared.mergeCopy((C) copy);
    }

    @Override
    public void close() {
      if (outer == null) {
        running.remove(thread);
      } else {
        running.put(thread, outer);
      }
    }
  }
}
