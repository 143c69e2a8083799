package dev.tidemill.core.engine.reference;

import dev.tidemill.SparkException;
import dev.tidemill.core.closure.Closures;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.engine.Engine;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.JobStatuses;
import dev.tidemill.core.engine.RunningJobs;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.task.TaskCopies;
import java.util.function.Predicate;

/**
 * Runs one task after another on the thread that submitted the job, as if each ran on another
 * machine: what it consists of is serialised and a copy is run ({@link Task}), records go through
 * the codec wherever they leave a task. Nothing is fused, shared or remembered for speed.
 */
public final class ReferenceEngine implements Engine {
  private final int attempts;
  private final Closures closures;
  private final Workspace workspace;
  private final TaskCopies taskCopies = new TaskCopies();
  private final RunningJobs jobs = new RunningJobs();

  /**
   * @param attempts how often a task is tried, 1 or more
   */
  public ReferenceEngine(int attempts, Closures closures, Workspace workspace) {
    this.attempts = attempts;
    this.closures = closures;
    this.workspace = workspace;
  }

  @Override
  public <T, R> void run(Job<T, R> job) throws SparkException, InterruptedException {
    jobs.run(new ReferenceJob<>(this, job));
  }

  @Override
  public void cancel(Predicate<Job<?, ?>> chosen, String reason) {
    jobs.cancel(chosen, reason);
  }

  @Override
  public void drop(Plan<?> plan) {
    KeptPartitions.drop(plan);
  }

  @Override
  public JobStatuses statuses() {
    return jobs.statuses();
  }

  @Override
  public TaskCopies taskCopies() {
    return taskCopies;
  }

  int attempts() {
    return attempts;
  }

  Closures closures() {
    return closures;
  }

  Workspace workspace() {
    return workspace;
  }

  Codec codec() {
    return workspace.codec();
  }

  RunningJobs jobs() {
    return jobs;
  }

  @Override
  public void close() {
    jobs.close();
  }
}
