package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.JobExecutionStatus;
import dev.tidemill.SparkContext;
import dev.tidemill.SparkJobInfo;
import dev.tidemill.SparkStageInfo;
import dev.tidemill.core.engine.JobStatus;
import dev.tidemill.core.engine.JobStatuses;
import dev.tidemill.core.engine.StageStatus;
import dev.tidemill.core.task.JobProperties;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * How far the jobs of a context are: those that run, and the last thousand that have ended. What it
 * gives is as it was when it was asked for. Thread-safe.
 */
public class JavaSparkStatusTracker {
  private final JobStatuses statuses;

  public JavaSparkStatusTracker(SparkContext sc) {
    this.statuses = requireValue("new JavaSparkStatusTracker", "sc", sc).engine().statuses();
  }

  /**
   * The jobs of a group, running or ended.
   *
   * @param jobGroup null for those of none
   */
  public int[] getJobIdsForGroup(String jobGroup) {
    return ids(
        statuses.all().stream()
            .filter(job -> Objects.equals(jobGroup, job.properties().get(JobProperties.GROUP))));
  }

  /** The stages of running jobs that have tasks to do. */
  public int[] getActiveStageIds() {
    return statuses.running().stream()
        .flatMap(job -> job.stages().stream())
        .filter(stage -> stage.completed() < stage.tasks())
        .mapToInt(StageStatus::id)
        .toArray();
  }

  public int[] getActiveJobIds() {
    return ids(statuses.running().stream());
  }

  private static int[] ids(Stream<JobStatus> jobs) {
    return jobs.mapToInt(JobStatus::id).toArray();
  }

  /** Null if the job is not known, or not any more. */
  public SparkJobInfo getJobInfo(int jobId) {
    return statuses.job(jobId).map(JavaSparkStatusTracker::info).orElse(null);
  }

  private static SparkJobInfo info(JobStatus job) {
    return new JobInfo(
        job.id(),
        job.stages().stream().mapToInt(StageStatus::id).toArray(),
        JobExecutionStatus.fromString(job.state().name()));
  }

  /** Null if the stage is not known, or not any more. */
  public SparkStageInfo getStageInfo(int stageId) {
    return statuses.stage(stageId).map(JavaSparkStatusTracker::info).orElse(null);
  }

  private static SparkStageInfo info(StageStatus stage) {
    return new StageInfo(
        stage.id(),
        0,
        stage.begunMs(),
        stage.name(),
        stage.tasks(),
        stage.running(),
        stage.completed(),
        stage.failed());
  }

  private record JobInfo(int jobId, int[] stageIds, JobExecutionStatus status)
      implements SparkJobInfo {}

  private record StageInfo(
      int stageId,
      int currentAttemptId,
      long submissionTime,
      String name,
      int numTasks,
      int numActiveTasks,
      int numCompletedTasks,
      int numFailedTasks)
      implements SparkStageInfo {}
}
