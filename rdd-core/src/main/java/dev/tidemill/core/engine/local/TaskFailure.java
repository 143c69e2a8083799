package dev.tidemill.core.engine.local;

import dev.tidemill.SparkException;
import dev.tidemill.core.text.Printable;

/** Puts a failed task into words. */
final class TaskFailure {
  private TaskFailure() {}

  /**
   * The exception of the job: names the task, what was thrown and the first line of user code in
   * its stack; the original is the cause. A failure of a job inside the task is not wrapped again.
   */
  static SparkException describe(int task, Throwable thrown) {
    if (thrown instanceof SparkException already) {
      return already;
    }
    StringBuilder text =
        new StringBuilder("Job aborted due to stage failure: task ")
            .append(task)
            .append(" threw ")
            .append(Printable.text(thrown));
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (isUserCode(frame.getClassName())) {
        text.append(" at ").append(frame.getFileName()).append(':').append(frame.getLineNumber());
        break;
      }
    }
    return new SparkException(text.toString(), thrown);
  }

  private static boolean isUserCode(String className) {
    return !className.startsWith("java.")
        && !className.startsWith("jdk.")
        && !className.startsWith("dev.tidemill.core.")
        && !className.startsWith("dev.tidemill.api.java.");
  }
}
