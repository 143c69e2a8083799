package dev.tidemill.util;

import dev.tidemill.TaskContext;
import java.util.EventListener;

/** Is told when a task has failed. */
@FunctionalInterface
public interface TaskFailureListener extends EventListener {
  void onTaskFailure(TaskContext context, Throwable error);
}
