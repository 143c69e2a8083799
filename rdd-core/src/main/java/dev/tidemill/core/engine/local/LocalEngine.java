package dev.tidemill.core.engine.local;

import dev.tidemill.SparkException;
import dev.tidemill.core.engine.Engine;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.JobStatuses;
import dev.tidemill.core.engine.RunningJobs;
import dev.tidemill.core.engine.local.kept.KeptPartitions;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.task.TaskCopies;
import java.util.function.Predicate;

/**
 * Runs jobs in this process, stage by stage ({@link JobRun}).
 *
 * <p>Threads: the submitting one, and up to {@code cores - 1} helpers that all jobs share. They are
 * started by the first stage that is still open after 100 microseconds. Nothing is serialised.
 */
public final class LocalEngine implements Engine {
  /**
   * How it works.
   *
   * @param cores threads that may work at once for one job, 1 or more
   * @param attempts how often a task is tried, 1 or more
   * @param order which of several jobs is helped first
   * @param recordsBeforeKernel after how many records a chain gets a class of its own; tests set it
   *     so that every chain has one or none
   */
  public record Options(int cores, int attempts, JobOrder order, long recordsBeforeKernel) {
    /** Tasks are tried once, the oldest job is helped first. */
    public static Options ofCores(int cores) {
      return new Options(cores, 1, JobOrder.FIFO, Kernels.USUAL_RECORDS);
    }

    public Options withRecordsBeforeKernel(long records) {
      return new Options(cores, attempts, order, records);
    }

    public Options withAttempts(int tries) {
      return new Options(cores, tries, order, recordsBeforeKernel);
    }

    public Options withOrder(JobOrder other) {
      return new Options(cores, attempts, other, recordsBeforeKernel);
    }
  }

  private final Options options;
  private final Kernels kernels;
  private final Helpers helpers;
  private final KeptPartitions kept;
  private final TaskCopies taskCopies = new TaskCopies();
  private final RunningJobs jobs = new RunningJobs();
  private Watchdog watchdog;

  /** The kept partitions are the engine's from now on. */
  public LocalEngine(Options options, KeptPartitions kept) {
    this(options, kept, new Kernels(options.recordsBeforeKernel(), new HiddenCopies()));
  }

  LocalEngine(Options options, KeptPartitions kept, Kernels kernels) {
    this.options = options;
    this.kept = kept;
    this.kernels = kernels;
    this.helpers = new Helpers(options.cores() - 1, options.order());
  }

  @Override
  public <T, R> void run(Job<T, R> job) throws SparkException, InterruptedException {
    jobs.run(new JobRun<>(this, job));
  }

  @Override
  public void cancel(Predicate<Job<?, ?>> chosen, String reason) {
    jobs.cancel(chosen, reason);
  }

  @Override
  public void drop(Plan<?> plan) {
    kept.drop(plan);
  }

  @Override
  public JobStatuses statuses() {
    return jobs.statuses();
  }

  @Override
  public TaskCopies taskCopies() {
    return taskCopies;
  }

  Kernels kernels() {
    return kernels;
  }

  /** What tasks work with, the same as what is kept of datasets. */
  Workspace workspace() {
    return kept.workspace();
  }

  KeptPartitions kept() {
    return kept;
  }

  Helpers helpers() {
    return helpers;
  }

  int attempts() {
    return options.attempts();
  }

  RunningJobs jobs() {
    return jobs;
  }

  /** Lets the stage have help if it takes long. */
  void watch(TaskSet stage, int tasks) {
    if (tasks > 1 && helpers.most() > 0) {
      watchdog().watch(stage);
    }
  }

  private synchronized Watchdog watchdog() {
    jobs.requireOpen(); // a watchdog made after close would never end
    if (watchdog == null) {
      watchdog = new Watchdog(helpers);
    }
    return watchdog;
  }

  @Override
  public synchronized void close() {
    jobs.close();
    helpers.close();
    kept.close();
    if (watchdog != null) {
      watchdog.close();
    }
  }
}
