package dev.tidemill.core.engine;

import dev.tidemill.SparkException;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.text.Printable;
import java.util.List;
import java.util.Optional;

/** Puts a failed task into words. */
public final class TaskFailure {
  private static final List<String> OTHERS =
      List.of(
          "java.",
          "jdk.",
          "sun.",
          "dev.tidemill.core.",
          "dev.tidemill.rdd.",
          "dev.tidemill.api.java.",
          "dev.tidemill.streaming.");

  private TaskFailure() {}

  /**
   * The exception of the job: names the operator, the partition, what was thrown and the first line
   * of user code in its stack; the original is the cause. A failure of a job inside the task is not
   * wrapped again.
   *
   * @param top what the stage computed
   * @param attempts how often the task was tried
   * @param others what other tasks threw before they could be stopped; kept beside the cause and
   *     not in it, since the cause belongs to the user's code and may be thrown again
   */
  public static SparkException describe(
      Job<?, ?> job,
      Plan<?> top,
      int partition,
      int attempts,
      Throwable thrown,
      List<Throwable> others) {
    if (thrown instanceof SparkException already) {
      return already;
    }
    StringBuilder text = new StringBuilder("Job aborted due to stage failure: ");
    Optional<String> operator = FailedOperator.of(job, top, thrown);
    operator.ifPresent(name -> text.append(name).append(" in "));
    text.append("the task of partition ").append(partition);
    if (attempts > 1) {
      text.append(" failed ").append(attempts).append(" times, most recently it");
    }
    text.append(" threw ").append(Printable.text(thrown));
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (isUserCode(frame.getClassName())) {
        text.append(" at ").append(frame.getFileName()).append(':').append(frame.getLineNumber());
        break;
      }
    }
    SparkException failure = new SparkException(text.toString(), thrown);
    others.forEach(failure::addSuppressed);
    return failure;
  }

  private static boolean isUserCode(String className) {
    return OTHERS.stream().noneMatch(className::startsWith);
  }
}
