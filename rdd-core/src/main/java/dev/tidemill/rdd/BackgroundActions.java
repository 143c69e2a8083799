package dev.tidemill.rdd;

import dev.tidemill.SparkContext;
import dev.tidemill.SparkException;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.task.JobProperties;
import dev.tidemill.core.task.TaskRun;
import dev.tidemill.core.thread.EngineThread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Runs actions for which the program does not wait. As many begin as the context has cores, since
 * each takes part in the work of its job; further ones wait in the order in which they came. Only
 * those that a task or another action asks for get a thread at once, since it may wait for them.
 * The threads are daemons, started when they are wanted, and end after ten seconds without work.
 * Thread-safe.
 */
public final class BackgroundActions implements AutoCloseable {
  private static final long KEPT_SECONDS = 10;

  private static final class Worker extends EngineThread {
    Worker(Runnable work) {
      super(work, "tidemill-action");
    }
  }

  private final SparkContext context;
  private final JobProperties properties;
  private final ThreadPoolExecutor threads;
  // Those that have not ended, whether they have begun or not.
  private final Set<SubmittedAction<?>> open = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /**
   * @param properties what threads have set for their jobs: ours take those of the action
   * @param most how many run at once, 1 or more
   */
  public BackgroundActions(SparkContext context, JobProperties properties, int most) {
    this.context = context;
    this.properties = properties;
    this.threads =
        new ThreadPoolExecutor(
            most, most, KEPT_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Worker::new);
    threads.allowCoreThreadTimeOut(true);
  }

  /**
   * @throws IllegalStateException if the context has been stopped
   */
  synchronized <R> SubmittedAction<R> submit(Action<R> action) {
    if (closed) {
      throw new IllegalStateException("The context has been stopped; make a new one to run jobs.");
    }
    SubmittedAction<R> submitted = new SubmittedAction<>(this, action);
    open.add(submitted);
    if (TaskRun.current().isPresent() || Thread.currentThread() instanceof Worker) {
      new Worker(submitted).start();
    } else {
      threads.execute(submitted);
    }
    return submitted;
  }

  /** As {@link dev.tidemill.core.engine.Engine#cancel}, also for those that have not begun. */
  public void cancel(Predicate<Job<?, ?>> chosen, String reason) {
    List<SubmittedAction<?>> ended = new ArrayList<>();
    for (SubmittedAction<?> submitted : open) {
      if (chosen.test(submitted.job()) && submitted.fail(new SparkException(reason))) {
        ended.add(submitted);
      }
    }
    // Not before all have ended: a thread that is free would begin with one that is still to end.
    ended.forEach(submitted -> stop(submitted, reason));
  }

  /** Ends the job of an action that has ended before it did. */
  void stop(SubmittedAction<?> ended, String reason) {
    threads.remove(ended);
    open.remove(ended);
    ended.interrupt();
    context.engine().cancel(job -> job == ended.job(), reason);
  }

  /** The calling thread works for this job now. */
  void entered(Job<?, ?> job) {
    properties.replace(job.properties());
  }

  void left(SubmittedAction<?> ended) {
    open.remove(ended);
  }

  /** Fails what has not ended. Threads end when they have done what they are at; does not wait. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    cancel(job -> true, "Job cancelled because SparkContext was shut down.");
    threads.shutdown();
  }
}
