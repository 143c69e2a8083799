package dev.tidemill.core.engine.local;

import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.StageStatus;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.task.TaskInfo;
import dev.tidemill.core.task.TaskRun;
import dev.tidemill.core.text.Printable;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Some partitions of a dataset that a job computes, each by a task that may be tried again. */
final class Stage {
  /** The work of one task. */
  @FunctionalInterface
  interface Work {
    void run(TaskRun run, int partition) throws Exception;
  }

  private static final Logger LOG = LoggerFactory.getLogger(Stage.class);

  private final LocalEngine engine;
  private final Job<?, ?> job;
  private final Plan<?> top;
  private final int[] partitions;
  private final int ofAll;
  private final StageStatus status;
  private final Work work;

  /**
   * @param name of the operator or action that it is for
   * @param top what it computes
   * @param ofAll how many partitions that has
   */
  Stage(
      LocalEngine engine,
      Job<?, ?> job,
      String name,
      Plan<?> top,
      int[] partitions,
      int ofAll,
      Work work) {
    this.engine = engine;
    this.job = job;
    this.top = top;
    this.partitions = partitions;
    this.ofAll = ofAll;
    this.status = engine.jobs().beginStage(job, name, partitions.length);
    this.work = work;
  }

  Plan<?> top() {
    return top;
  }

  int tasks() {
    return partitions.length;
  }

  int partition(int task) {
    return partitions[task];
  }

  void warnOfAttempt(int task, int attempt, Throwable thrown) {
    LOG.warn(
        "The task of partition {} has failed and is tried again, for the {}. time of {}: {}",
        partitions[task],
        attempt + 1,
        engine.attempts(),
        Printable.text(thrown));
  }

  /** Tries a task once. */
  void attempt(int task, int attempt, BooleanSupplier isCancelled) throws Exception {
    int partition = partitions[task];
    TaskInfo info =
        new TaskInfo(
            status.id(), partition, ofAll, attempt, engine.jobs().nextTask(), job.properties());
    status.begin();
    boolean succeeded = false;
    try (TaskRun run = engine.taskCopies().begin(info, isCancelled)) {
      try {
        work.run(run, partition);
        if (!run.isCompleted()) {
          run.succeeded();
        }
        run.won();
        succeeded = true;
      } catch (Throwable thrown) { // whatever it is, the listeners are told
        run.failed(thrown);
        throw thrown;
      }
    } finally {
      status.end(succeeded);
    }
  }
}
