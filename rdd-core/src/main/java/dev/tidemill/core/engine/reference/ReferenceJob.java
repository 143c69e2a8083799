package dev.tidemill.core.engine.reference;

import dev.tidemill.SparkException;
import dev.tidemill.core.closure.SerializedClosure;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.RunningJobs;
import dev.tidemill.core.engine.StageStatus;
import dev.tidemill.core.engine.Stages;
import dev.tidemill.core.engine.Targets;
import dev.tidemill.core.engine.TaskFailure;
import dev.tidemill.core.engine.reference.TaskSteps.ToKeep;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.task.TaskInfo;
import dev.tidemill.core.task.TaskRun;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One run of one job: first every exchange and step of a state that the plan needs, deepest first,
 * then the job's own partitions, round by round.
 */
final class ReferenceJob<T, R> implements RunningJobs.JobRunning {
  /** Takes what a task has made. */
  @FunctionalInterface
  private interface OnOutput {
    void accept(int partition, List<byte[]> bytes) throws Exception;
  }

  /**
   * Tasks that do the same for the partitions of a dataset.
   *
   * @param partitions how many the dataset has
   */
  private record Stage(
      StageStatus status, Plan<?> top, int partitions, Work work, OnOutput onOutput) {}

  private final ReferenceEngine engine;
  private final Job<T, R> job;
  private final Thread thread = Thread.currentThread();
  // What the tasks of each exchange have made, in their order, for each target.
  private final Map<Exchange<?, ?>, List<List<byte[]>>> moved = new IdentityHashMap<>();
  private volatile SparkException cancelled;
  // Under our monitor, so that an interrupt of ours does not reach what the thread does next.
  private boolean interrupted;
  private boolean ended;

  ReferenceJob(ReferenceEngine engine, Job<T, R> job) {
    this.engine = engine;
    this.job = job;
  }

  @Override
  public Job<T, R> job() {
    return job;
  }

  @Override
  public void run() throws SparkException, InterruptedException {
    Plan<T> plan = job.plan().current();
    prepare(plan);
    engine.jobs().requireOpen();
    Work work = new Work.Answer<>(job.action(), job.task());
    for (int[] round = job.rounds().next(); round.length > 0; round = job.rounds().next()) {
      run(
          new Stage(
              engine.jobs().beginStage(job, job.action(), round.length),
              plan,
              plan.partitionCount(),
              work,
              this::deliver),
          round);
    }
  }

  @SuppressWarnings("unchecked") // the task's results are R
  private void deliver(int partition, List<byte[]> result) {
    job.onPartition().accept(partition, (R) engine.codec().decode(result.get(0)));
  }

  /** Runs what a dataset needs before its own partitions, unless this job has. */
  private void prepare(Plan<?> top) throws SparkException, InterruptedException {
    for (List<Stages.Needed> group : Stages.below(top, KeptPartitions::areWhole)) {
      for (Stages.Needed needed : group) {
        if (needed.node() instanceof StateStep<?, ?> step) {
          goOn(step);
        } else if (!moved.containsKey(needed.node())) {
          move((Exchange<?, ?>) needed.node());
        }
      }
    }
  }

  /** What was kept when the job began may have been dropped, so this may be the first to ask. */
  private List<byte[]> pairs(Exchange<?, ?> exchange, int target)
      throws SparkException, InterruptedException {
    if (!moved.containsKey(exchange)) {
      prepare(exchange);
    }
    return moved.get(exchange).stream().map(output -> output.get(target)).toList();
  }

  private void move(Exchange<?, ?> exchange) throws SparkException, InterruptedException {
    int maps = exchange.parent().current().partitionCount();
    Work cut = new Work.Cut(exchange.target(), Targets.count(exchange.target()));
    List<List<byte[]>> outputs = new ArrayList<>();
    run(
        new Stage(
            engine.jobs().beginStage(job, exchange.operator(), maps),
            exchange.parent(),
            maps,
            cut,
            (map, output) -> outputs.add(output)),
        IntStream.range(0, maps).toArray());
    moved.put(exchange, outputs);
  }

  /** Does a step of a state unless another job does. States live in this process only. */
  private <A> void goOn(StateStep<A, ?> step) throws SparkException, InterruptedException {
    step.running().lockInterruptibly();
    try {
      if (step.isDone()) {
        return;
      }
      int count = step.partitionCount();
      int[] left = IntStream.range(0, count).filter(i -> !step.isDone(i)).toArray();
      Stage stage =
          new Stage(
              engine.jobs().beginStage(job, step.operator(), left.length),
              step.input(),
              count,
              new Work.Send(),
              (partition, output) -> run(step, partition, output.get(0)));
      run(stage, left);
      step.done();
    } finally {
      step.running().unlock();
    }
  }

  @SuppressWarnings("unchecked") // the step's input gives A
  private <A> void run(StateStep<A, ?> step, int partition, byte[] records) throws Exception {
    try (TaskScope scope = new TaskScope(engine.workspace())) {
      step.run(partition, (Iterator<A>) RecordBytes.records(records, engine.codec()), scope);
    }
  }

  private void run(Stage stage, int[] partitions) throws SparkException, InterruptedException {
    for (int partition : partitions) {
      engine.jobs().requireOpen();
      runTask(stage, partition);
    }
  }

  private void runTask(Stage stage, int partition) throws SparkException, InterruptedException {
    TaskSteps steps = new TaskSteps(this::pairs, engine.workspace());
    addSteps(steps, stage.top(), partition);
    Task task = new Task(partition, steps.steps(), stage.work());
    SerializedClosure<Task> serialized =
        engine.closures().serialize("a task of " + job.action(), task);
    int attempt = 0;
    while (!succeeds(stage, partition, attempt, serialized, steps.toKeep())) {
      attempt++;
    }
    requireNotCancelled(); // the task may have taken no notice
  }

  /** Tries a task; false if it has failed and is to be tried again. */
  private boolean succeeds(
      Stage stage, int partition, int attempt, SerializedClosure<Task> task, List<ToKeep> toKeep)
      throws SparkException, InterruptedException {
    requireNotCancelled();
    if (Thread.interrupted()) {
      throw new InterruptedException("The thread that ran the job was interrupted.");
    }
    TaskInfo info =
        new TaskInfo(
            stage.status().id(),
            partition,
            stage.partitions(),
            attempt,
            engine.jobs().nextTask(),
            job.properties());
    stage.status().begin();
    boolean succeeded = false;
    try {
      run(info, task, toKeep, stage.onOutput());
      succeeded = true;
      return true;
    } catch (Throwable thrown) { // user code may throw anything; it all fails the task
      requireNotCancelled();
      if (thrown instanceof InterruptedException stop) {
        throw stop;
      }
      if (attempt + 1 == engine.attempts()) {
        throw TaskFailure.describe(job, stage.top(), partition, attempt + 1, thrown, List.of());
      }
      return false;
    } finally {
      stage.status().end(succeeded);
    }
  }

  private static void addSteps(TaskSteps steps, Plan<?> top, int partition) {
    try {
      steps.add(top, partition);
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  private void run(
      TaskInfo info, SerializedClosure<Task> task, List<ToKeep> toKeep, OnOutput onOutput)
      throws Exception {
    try (TaskRun run = engine.taskCopies().begin(info, () -> cancelled != null)) {
      try {
        Task.Output output = task.copy().run(engine.workspace());
        run.succeeded();
        output
            .kept()
            .forEach(
                (place, records) -> {
                  ToKeep kept = toKeep.get(place);
                  KeptPartitions.under(kept.mark()).put(kept.partition(), records);
                });
        onOutput.accept(info.partition(), output.bytes());
        run.won();
      } catch (Throwable thrown) { // whatever it is, the listeners are told
        run.failed(thrown);
        throw thrown;
      }
    }
  }

  private void requireNotCancelled() throws SparkException {
    if (cancelled != null) {
      throw cancelled;
    }
  }

  @Override
  public synchronized void cancel(SparkException reason) {
    cancelled = reason;
    if (!ended && Thread.currentThread() != thread) {
      interrupted = true;
      thread.interrupt();
    }
  }

  @Override
  public synchronized void close() {
    ended = true;
    if (interrupted) {
      Thread.interrupted();
    }
  }
}
