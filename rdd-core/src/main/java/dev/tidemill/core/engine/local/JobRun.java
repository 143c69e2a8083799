package dev.tidemill.core.engine.local;

import dev.tidemill.SparkException;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.RunningJobs;
import dev.tidemill.core.engine.Stages;
import dev.tidemill.core.engine.Stages.Needed;
import dev.tidemill.core.plan.Exchange;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.task.JobProperties;
import dev.tidemill.core.task.TaskRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One run of one job: first every exchange and step of a state that the plan needs, deepest first,
 * then the job's own partitions, round by round.
 */
final class JobRun<T, R> implements RunningJobs.JobRunning {
  private static final Logger LOG = LoggerFactory.getLogger(JobRun.class);

  private final LocalEngine engine;
  private final Job<T, R> job;
  private final ExchangeOutputs exchanges;
  private volatile TaskSet tasks;
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
    for (List<Needed> group : Stages.below(plan, engine.kept()::isWhole)) {
      if (group.get(0).node() instanceof StateStep<?, ?> step) {
        runStep(step);
      } else {
        runExchanges(group);
      }
    }
    engine.jobs().requireOpen();
    int[] round = job.rounds().next();
    int partitions = round.length == 0 ? 0 : plan.partitionCount();
    while (round.length > 0) {
      run(
          List.of(
              stage(
                  job.action(),
                  plan,
                  round,
                  partitions,
                  (run, partition) -> runTask(plan, partition, run))));
      round = job.rounds().next();
    }
  }

  private void runExchanges(List<Needed> group) throws SparkException, InterruptedException {
    List<Stage> stages = new ArrayList<>(group.size());
    for (Needed needed : group) {
      Exchange<?, ?> exchange = (Exchange<?, ?>) needed.node();
      int maps = exchanges.prepare(exchange, needed.readAgain());
      stages.add(
          stage(
              exchange.operator(),
              exchange.parent(),
              IntStream.range(0, maps).toArray(),
              maps,
              (run, map) -> exchanges.fill(exchange, map)));
    }
    run(stages);
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
      run(
          List.of(
              stage(
                  step.operator(),
                  input,
                  left,
                  count,
                  (run, partition) -> {
                    try (TaskScope scope = new TaskScope(engine.workspace())) {
                      Pipeline<A> records = new Pipeline<>(input, partition, exchanges, scope);
                      step.run(partition, records.iterator(), scope);
                    }
                  })));
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

  private Stage stage(String name, Plan<?> top, int[] partitions, int ofAll, Stage.Work work) {
    return new Stage(engine, job, name, top, partitions, ofAll, work);
  }

  private void run(List<Stage> stages) throws SparkException, InterruptedException {
    Optional<String> pool = Optional.ofNullable(job.properties().get(JobProperties.POOL));
    StageGroup group = new StageGroup(stages, () -> tasks.isCancelled());
    TaskSet set = new TaskSet(job.id(), pool, group.tasks(), engine.attempts(), group);
    tasks = set;
    // Asked after setting: either we see that the job has been cancelled, or cancel sees the tasks.
    if (cancelled != null) {
      throw cancelled;
    }
    engine.jobs().requireOpen();
    engine.watch(set, group.tasks());
    Optional<TaskSet.Failure> failure = set.runAll(engine.helpers());
    if (failure.isPresent()) {
      throw group.describe(job, failure.get(), set.furtherFailures());
    }
  }

  @Override
  public void cancel(SparkException reason) {
    cancelled = reason;
    TaskSet running = tasks;
    if (running != null) {
      running.cancel(reason);
    }
  }
}
