package dev.tidemill.util;

import dev.tidemill.TaskContext;
import java.util.EventListener;

/** Is told when a task has ended, in whatever way. */
@FunctionalInterface
public interface TaskCompletionListener extends EventListener {
  void onTaskCompletion(TaskContext context);
}
