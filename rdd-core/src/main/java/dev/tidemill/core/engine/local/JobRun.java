package dev.tidemill.core.engine.local;

import dev.tidemill.SparkException;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.RunningJobs;
import dev.tidemill.core.engine.StageStatus;
import dev.tidemill.core.engine.Stages;
import dev.tidemill.core.engine.Stages.Needed;
import dev.tidemill.core.engine.TaskFailure;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.task.JobProperties;
import dev.tidemill.core.task.TaskInfo;
import dev.tidemill.core.task.TaskRun;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one job: first every exchange and step of a state that the plan needs, deepest first,
 * then the job's own partitions, round by round.
 */
final class JobRun<T, R> implements RunningJobs.JobRunning {
  /** The work of one task. */
  @FunctionalInterface
  private interface Work {
    void run(TaskRun run, int partition) throws Exception;
  }

  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  private final LocalEngine engine;
  private final Job<T, R> job;
  private final ExchangeOutputs exchanges;
  private volatile TaskSet stage;
  private volatile SparkException cancelled;

  JobRun(LocalEngine engine, Job<T, R> job) {
    this.engine = engine;
    this.job = job;
    this.exchanges = new ExchangeOutputs(engine);
  }

  @Override
  public Job<T, R> job() {
    return job;
  }

  @Override
  public void run() throws SparkException, InterruptedException {
    Plan<T> plan = job.plan().current();
    for (Needed needed : Stages.below(plan, engine.kept()::isWhole)) {
      if (needed.node() instanceof StateStep<?, ?> step) {
        runStep(step);
      } else {
        runExchange((Exchange<?, ?>) needed.node(), needed.readAgain());
      }
    }
    engine.jobs().requireOpen();
    int[] round = job.rounds().next();
    int partitions = round.length == 0 ? 0 : plan.partitionCount();
    while (round.length > 0) {
      runStage(
          job.action(), plan, round, partitions, (run, partition) -> runTask(plan, partition, run));
      round = job.rounds().next();
    }
  }

  private void runExchange(Exchange<?, ?> exchange, boolean readAgain)
      throws SparkException, InterruptedException {
    int maps = exchanges.prepare(exchange, readAgain);
    runStage(
        exchange.operator(),
        exchange.parent(),
        IntStream.range(0, maps).toArray(),
        maps,
        (run, map) -> exchanges.fill(exchange, map));
  }

  /** Does a step unless another job does it meanwhile. */
  private <A> void runStep(StateStep<A, ?> step) throws SparkException, InterruptedException {
    if (step.running().isHeldByCurrentThread()) {
      throw new IllegalStateException(
          "A function of " + step.operator() + " runs a job that needs the same batch's state.");
    }
    step.running().lockInterruptibly();
    try {
      if (step.isDone()) {
        return;
      }
      int count = step.partitionCount();
      int[] left = IntStream.range(0, count).filter(i -> !step.isDone(i)).toArray();
      Plan<A> input = step.input().current();
      runStage(
          step.operator(),
          input,
          left,
          count,
          (run, partition) -> {
            try (TaskScope scope = new TaskScope(engine.workspace())) {
              Pipeline<A> records = new Pipeline<>(input, partition, exchanges, scope);
              step.run(partition, records.iterator(), scope);
            }
          });
      step.done();
    } finally {
      step.running().unlock();
    }
  }

  /** Gives back what exchanges have moved. No task runs any more. */
  @Override
  public void close() {
    try {
      exchanges.close();
    } catch (IOException failed) {
      // Nothing is lost by it but disk space, until the context ends.
      LOG.warn("Files of a job that has ended could not be deleted: {}", failed.toString());
    }
  }

  private void runTask(Plan<T> plan, int partition, TaskRun run) throws Exception {
    R result;
    try (TaskScope scope = new TaskScope(engine.workspace())) {
      PartitionTask<T, R> task = engine.workspace().functions().own(job.task());
      result = task.run(partition, new Pipeline<>(plan, partition, exchanges, scope));
    }
    run.succeeded();
    synchronized (this) {
      job.onPartition().accept(partition, result);
    }
  }

  private void runStage(String name, Plan<?> top, int[] partitions, int ofAll, Work work)
      throws SparkException, InterruptedException {
    StageStatus status = engine.jobs().beginStage(job, name, partitions.length);
    Optional<String> pool = Optional.ofNullable(job.properties().get(JobProperties.POOL));
    TaskSet set =
        new TaskSet(
            job.id(),
            pool,
            partitions,
            engine.attempts(),
            (partition, attempt) ->
                attempt(
                    new TaskInfo(
                        status.id(),
                        partition,
                        ofAll,
                        attempt,
                        engine.jobs().nextTask(),
                        job.properties()),
                    status,
                    work));
    stage = set;
    // Asked after setting: either we see that the job has been cancelled, or cancel sees the stage.
    if (cancelled != null) {
      throw cancelled;
    }
    engine.jobs().requireOpen();
    engine.watch(set, partitions.length);
    Optional<TaskSet.Failure> failure = set.runAll(engine.helpers());
    if (failure.isPresent()) {
      TaskSet.Failure failed = failure.get();
      throw TaskFailure.describe(
          job, top, failed.partition(), failed.attempts(), failed.thrown(), set.furtherFailures());
    }
  }

  private void attempt(TaskInfo info, StageStatus status, Work work) throws Exception {
    status.begin();
    boolean succeeded = false;
    try (TaskRun run = engine.taskCopies().begin(info, () -> stage.isCancelled())) {
      try {
        work.run(run, info.partition());
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

  @Override
  public void cancel(SparkException reason) {
    cancelled = reason;
    TaskSet running = stage;
    if (running != null) {
      running.cancel(reason);
    }
  }
}
