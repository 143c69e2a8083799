package dev.tidemill;

/** How far a job was when it was asked for. */
public interface SparkJobInfo {
  int jobId();

  /** Of the stages that had begun. */
  int[] stageIds();

  JobExecutionStatus status();
}
