package dev.tidemill.runtime.schedule;

import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.runtime.batch.BatchEvent;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Threads that do the steps of batches.
 *
 * <p>A thread that ends a step hands the answer to the scheduler itself, and goes on with the first
 * step that follows from it. So a batch is allocated, planned and run on one thread after one
 * wake-up (a wake-up costs more than a small batch), unless something else wants to run meanwhile:
 * that gets another thread. The number of threads needs no bound of its own, since the machine
 * never asks for more than one allocation, one plan, the concurrent jobs and one stop at once.
 */
public final class Workers implements StepExecutor {
  private static final long IDLE_SECONDS = 60;

  private final Consumer<BatchEvent> mailbox;
  private final ThreadPoolExecutor pool;
  // Guarded by this, so that an interrupt reaches the step it is meant for or none.
  private final Set<Worker> running = new HashSet<>();
  private final AtomicInteger started = new AtomicInteger();

  /**
   * @param mailbox takes the answers
   */
  public Workers(Consumer<BatchEvent> mailbox) {
    this.mailbox = mailbox;
    this.pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            work -> new Worker(work, "streaming-job-executor-" + started.getAndIncrement()));
  }

  private static final class Worker extends EngineThread {
    /** Set while the answer of a step is delivered: what is asked for then may be kept. */
    private boolean delivering;

    private Step kept;

    Worker(Runnable work, String name) {
      super(work, name);
    }

    private Step takeKept() {
      Step step = kept;
      kept = null;
      return step;
    }
  }

  @Override
  public void execute(Step step) {
    if (Thread.currentThread() instanceof Worker worker
        && worker.delivering
        && worker.kept == null) {
      worker.kept = step;
    } else {
      pool.execute(() -> runFrom(step));
    }
  }

  private void runFrom(Step first) {
    Worker worker = (Worker) Thread.currentThread();
    for (Step step = first; step != null; step = worker.takeKept()) {
      BatchEvent answer = run(step, worker);
      worker.delivering = true;
      try {
        mailbox.accept(answer);
      } finally {
        worker.delivering = false;
      }
    }
  }

  private BatchEvent run(Step step, Worker worker) {
    synchronized (this) {
      running.add(worker);
    }
    try {
      return step.run();
    } finally {
      synchronized (this) {
        running.remove(worker);
        // An interrupt was meant for that step, not for the next one.
        Thread.interrupted();
      }
    }
  }

  @Override
  public synchronized void interrupt() {
    running.forEach(Thread::interrupt);
  }

  @Override
  public void shutdown() {
    pool.shutdown();
  }

  @Override
  public boolean isInside() {
    return EngineThread.isCurrent();
  }
}
