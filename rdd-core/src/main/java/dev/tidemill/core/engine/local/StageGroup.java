package dev.tidemill.core.engine.local;

import dev.tidemill.SparkException;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.TaskFailure;
import dev.tidemill.core.plan.Plan;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Stages that run together, since none needs what another gives: their tasks one after another, as
 * one {@link TaskSet}. So many small stages cost little more than one, and share the threads.
 */
final class StageGroup implements TaskSet.Tasks {
  private final List<Stage> stages;
  private final BooleanSupplier isCancelled;
  // The number of each stage's first task.
  private final int[] begins;
  private final int tasks;

  StageGroup(List<Stage> stages, BooleanSupplier isCancelled) {
    this.stages = stages;
    this.isCancelled = isCancelled;
    this.begins = new int[stages.size()];
    int sum = 0;
    for (int i = 0; i < begins.length; i++) {
      begins[i] = sum;
      sum += stages.get(i).tasks();
    }
    this.tasks = sum;
  }

  int tasks() {
    return tasks;
  }

  private int stageOf(int task) {
    int at = Arrays.binarySearch(begins, task);
    int stage = at < 0 ? ~at - 1 : at;
    while (stages.get(stage).tasks() <= task - begins[stage]) {
      stage++; // one without tasks begins where the next one does
    }
    return stage;
  }

  @Override
  public void run(int task, int attempt) throws Exception {
    int stage = stageOf(task);
    stages.get(stage).attempt(task - begins[stage], attempt, isCancelled);
  }

  @Override
  public void triedAgain(int task, int attempt, Throwable thrown) {
    int stage = stageOf(task);
    stages.get(stage).warnOfAttempt(task - begins[stage], attempt, thrown);
  }

  /**
   * The exception of the job.
   *
   * @param others what further tasks threw before they could be stopped
   */
  SparkException describe(Job<?, ?> job, TaskSet.Failure failed, List<Throwable> others) {
    if (failed.isFromOutside()) {
      Plan<?> any = stages.get(0).top();
      return TaskFailure.describe(job, any, failed.task(), 0, failed.thrown(), others);
    }
    int number = stageOf(failed.task());
    Stage stage = stages.get(number);
    return TaskFailure.describe(
        job,
        stage.top(),
        stage.partition(failed.task() - begins[number]),
        failed.attempts(),
        failed.thrown(),
        others);
  }
}
