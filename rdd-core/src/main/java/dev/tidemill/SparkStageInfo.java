package dev.tidemill;

/** How far a stage was when it was asked for. */
public interface SparkStageInfo {
  int stageId();

  /** Always 0: a stage is not submitted again, its tasks are. */
  int currentAttemptId();

  /** When it began, in milliseconds since 1970. */
  long submissionTime();

  /** What the program called, or what it had set by {@code setCallSite}. */
  String name();

  int numTasks();

  int numActiveTasks();

  int numCompletedTasks();

  /** Attempts that had failed. */
  int numFailedTasks();
}
