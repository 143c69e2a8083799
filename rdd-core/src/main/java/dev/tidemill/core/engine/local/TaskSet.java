package dev.tidemill.core.engine.local;

import dev.tidemill.SparkException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The tasks of one stage. The submitting thread works through them; helpers join when the watchdog
 * finds the stage still open, so a small stage never leaves its thread.
 *
 * <p>The first failure ends the stage: tasks that have not begun are dropped, those that run are
 * awaited, so that nothing of a failed job still runs when its caller sees the failure.
 */
final class TaskSet {
  /** Runs one of the tasks, 0 to count - 1. */
  @FunctionalInterface
  interface Task {
    void run(int index) throws Exception;
  }

  private final int count;
  private final Task task;
  private final Thread submitter = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger helpersInside = new AtomicInteger();
  private volatile Throwable failure;
  private volatile int failedTask;
  private volatile boolean closed;

  TaskSet(int count, Task task) {
    this.count = count;
    this.task = task;
  }

  /** Works and waits until all tasks are done. Called by the submitting thread. */
  void run() throws SparkException, InterruptedException {
    work();
    closed = true;
    boolean interrupted = false;
    // invariant: a helper that is inside has seen closed == false, and unparks us when it leaves
    while (helpersInside.get() > 0) {
      LockSupport.park(this);
      if (Thread.interrupted()) {
        interrupted = true;
        fail(-1, new InterruptedException("The job's thread was interrupted."));
      }
    }
    if (interrupted) {
      throw new InterruptedException("The thread that ran the job was interrupted.");
    }
    if (failure instanceof InterruptedException byTask && submitter.isInterrupted()) {
      throw byTask;
    }
    if (failure != null) {
      throw TaskFailure.describe(failedTask, failure);
    }
  }

  /** True while there are tasks that nobody has begun. */
  boolean wantsHelp() {
    return !closed && failure == null && next.get() < count;
  }

  /** Lets up to {@code helpers} threads join in. */
  void help(Executor pool, int helpers) {
    int wanted = Math.min(helpers, count - next.get());
    for (int i = 0; i < wanted; i++) {
      pool.execute(this::joinIn);
    }
  }

  private void joinIn() {
    helpersInside.incrementAndGet();
    try {
      if (!closed) {
        work();
      }
    } finally {
      helpersInside.decrementAndGet();
      LockSupport.unpark(submitter);
    }
  }

  private void work() {
    while (failure == null) {
      int index = next.getAndIncrement();
      if (index >= count) {
        return;
      }
      try {
        task.run(index);
      } catch (Throwable thrown) { // user code may throw anything; it all fails the task
        fail(index, thrown);
      }
    }
  }

  private synchronized void fail(int index, Throwable thrown) {
    if (failure == null) {
      failedTask = index;
      failure = thrown;
    } else if (failure != thrown) {
      failure.addSuppressed(thrown);
    }
  }
}
