package dev.tidemill.rdd;

import dev.tidemill.SparkContext;
import dev.tidemill.api.java.JavaFutureAction;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.Job.OnPartition;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Job.Rounds;
import java.util.function.Supplier;

/**
 * An action that can begin: its job, and what it makes of the job's results. The job has the
 * properties of the thread that made it. For one use.
 */
public final class Action<R> {
  private final SparkContext context;
  private final Job<?, ?> job;
  private final Supplier<R> result;

  private Action(SparkContext context, Job<?, ?> job, Supplier<R> result) {
    this.context = context;
    this.job = job;
    this.result = result;
  }

  /**
   * @param result asked when all results of partitions have been taken
   */
  static <T, U, R> Action<R> of(
      RDD<T> rdd,
      String name,
      Rounds rounds,
      PartitionTask<T, U> task,
      OnPartition<U> onPartition,
      Supplier<R> result) {
    SparkContext context = rdd.context();
    context.functionCheck().ifPresent(check -> check.task(name, task));
    return new Action<>(
        context,
        new Job<>(
            context.nextJobId(),
            name,
            rdd.plan(),
            rounds,
            task,
            onPartition,
            context.jobProperties()),
        result);
  }

  Job<?, ?> job() {
    return job;
  }

  /**
   * Runs it on the calling thread and the engine's. What fails is thrown as it is, checked or not:
   * the methods of the mirrored API declare nothing.
   */
  public R run() {
    RDD.run(context, job);
    context.checkpoints().afterJob(job.plan());
    return result.get();
  }

  /**
   * Has it run by a thread of the context, see {@link BackgroundActions}.
   *
   * @throws IllegalStateException if the context has been stopped
   */
  public JavaFutureAction<R> submit() {
    return context.background().submit(this);
  }
}
