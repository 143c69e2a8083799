package dev.tidemill.core.engine.reference;

import dev.tidemill.SparkException;
import dev.tidemill.core.closure.Closures;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.engine.Engine;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.task.TaskCopies;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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
  private final AtomicInteger nextStage = new AtomicInteger();
  private final AtomicLong nextTask = new AtomicLong();
  private final Set<ReferenceJob<?, ?>> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

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
    ReferenceJob<T, R> run = new ReferenceJob<>(this, job);
    running.add(run);
    try {
      run.run();
    } finally {
      running.remove(run);
      run.end();
    }
  }

  @Override
  public void cancel(Predicate<Job<?, ?>> chosen, String reason) {
    for (ReferenceJob<?, ?> run : running) {
      if (chosen.test(run.job())) {
        run.cancel(new SparkException(reason));
      }
    }
  }

  @Override
  public void drop(Plan<?> plan) {
    KeptPartitions.drop(plan);
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

  int nextStage() {
    return nextStage.getAndIncrement();
  }

  long nextTask() {
    return nextTask.getAndIncrement();
  }

  void requireOpen() {
    if (closed) {
      throw new IllegalStateException("The context has been stopped; make a new one to run jobs.");
    }
  }

  @Override
  public void close() {
    closed = true;
    cancel(job -> true, "Job cancelled because SparkContext was shut down.");
  }
}
