package dev.tidemill.core.engine;

import dev.tidemill.SparkException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * What every engine knows of its jobs: which ones run, which numbers come next, and whether it is
 * still open. Thread-safe.
 */
public final class RunningJobs {
  /** One run of a job. */
  public interface JobRunning {
    Job<?, ?> job();

    /** As {@link Engine#run}. */
    void run() throws SparkException, InterruptedException;

    /** The run is to end with this failure, unless it has ended. Called by any thread. */
    void cancel(SparkException reason);

    /** Gives back what the run has held; called once, after it, however it has ended. */
    void close();
  }

  private final AtomicInteger nextStage = new AtomicInteger();
  private final JobStatuses statuses = new JobStatuses();
  private final AtomicLong nextTask = new AtomicLong();
  private final Set<JobRunning> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Runs a job, which can be cancelled meanwhile. */
  public void run(JobRunning job) throws SparkException, InterruptedException {
    running.add(job);
    statuses.begin(job.job());
    boolean succeeded = false;
    try {
      job.run();
      succeeded = true;
    } finally {
      statuses.end(job.job(), succeeded);
      running.remove(job);
      job.close();
    }
  }

  /** As {@link Engine#cancel}. */
  public void cancel(Predicate<Job<?, ?>> chosen, String reason) {
    for (JobRunning run : running) {
      if (chosen.test(run.job())) {
        run.cancel(new SparkException(reason));
      }
    }
  }

  /** Cancels what runs; from now on {@link #requireOpen} throws. */
  public void close() {
    closed = true;
    cancel(job -> true, "Job cancelled because SparkContext was shut down.");
  }

  /**
   * Asked by a job after it can be cancelled and before it begins something, so that none outlives
   * the engine.
   *
   * @throws IllegalStateException if the engine is closed
   */
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The context has been stopped; make a new one to run jobs.");
    }
  }

  /**
   * A stage of a running job begins.
   *
   * @param name of the operator or action that it is for
   * @param tasks how many partitions it computes
   */
  public StageStatus beginStage(Job<?, ?> job, String name, int tasks) {
    return statuses.begin(job, nextStage.getAndIncrement(), name, tasks);
  }

  public JobStatuses statuses() {
    return statuses;
  }

  public long nextTask() {
    return nextTask.getAndIncrement();
  }
}
