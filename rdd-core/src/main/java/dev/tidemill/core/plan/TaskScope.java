package dev.tidemill.core.plan;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.memory.Workspace;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a task works with, and what it holds and must give back. The engine closes it when the task
 * ends, in whatever way: done, stopped early, failed. Used by one thread.
 */
public final class TaskScope implements Closeable {
  private final Workspace workspace;
  private final Deque<Closeable> held = new ArrayDeque<>(2);

  public TaskScope(Workspace workspace) {
    this.workspace = workspace;
  }

  /** How much memory there is, and where the rest goes. */
  public Workspace workspace() {
    return workspace;
  }

  public void onCompletion(Closeable resource) {
    held.push(resource);
  }

  /** Releases in reverse order; every resource is tried, the first failure is thrown. */
  @Override
  public void close() throws IOException {
    Throwable first = null;
    while (!held.isEmpty()) {
      try {
        held.pop().close();
      } catch (IOException | RuntimeException | Error failed) {
        if (first == null) {
          first = failed;
        } else if (first != failed) {
          first.addSuppressed(failed);
        }
      }
    }
    if (first != null) {
      throw Sneaky.thrown(first);
    }
  }
}
