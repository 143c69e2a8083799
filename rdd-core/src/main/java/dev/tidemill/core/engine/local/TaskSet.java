package dev.tidemill.core.engine.local;

import dev.tidemill.SparkException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tasks of one stage. The submitting thread works through them; helpers join when the watchdog
 * finds the stage still open, so a small stage never leaves its thread.
 *
 * <p>The first failure ends the stage: tasks that have not begun are dropped, those that run are
 * interrupted and awaited, so that nothing of a failed job still runs when its caller sees the
 * failure. An interrupt of the submitting thread ends it in the same way.
 */
final class TaskSet implements Runnable {
  /** Runs one of the tasks, 0 to count - 1. */
  @FunctionalInterface
  interface Task {
    void run(int index) throws Exception;
  }

  private final int count;
  private final Task task;
  private final Thread submitter = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();

  // Changed under our monitor only. invariant: nobody enters once closed, and failure != null
  // implies closed, so whom a failure finds inside is everybody it has to stop.
  private final Set<Thread> inside = new HashSet<>();
  private final Set<Thread> toldToStop = new HashSet<>();
  private final List<Throwable> furtherFailures = new ArrayList<>(0);
  private volatile Throwable failure;
  private int failedTask;
  private boolean interrupted;
  private volatile boolean closed;
  private volatile boolean helpersCalled;

  TaskSet(int count, Task task) {
    this.count = count;
    this.task = task;
  }

  /** Works and waits until all tasks are done. Called by the submitting thread. */
  void runAll(ThreadPoolExecutor pool) throws SparkException, InterruptedException {
    run();
    if (helpersCalled) {
      dismiss(pool);
    }
    awaitHelpers();
    if (interrupted) {
      throw new InterruptedException("The thread that ran the job was interrupted.");
    }
    if (failure != null) {
      throw TaskFailure.describe(failedTask, failure, furtherFailures);
    }
  }

  /** True while there are tasks that nobody has begun. */
  boolean wantsHelp() {
    return !closed && next.get() < count;
  }

  /** Lets up to {@code helpers} threads join in. */
  void help(ThreadPoolExecutor pool, int helpers) {
    helpersCalled = true;
    int wanted = Math.min(helpers, count - next.get());
    try {
      for (int i = 0; i < wanted; i++) {
        pool.execute(this);
      }
    } finally {
      // The submitter may have left before it could see whom we called.
      if (closed) {
        dismiss(pool);
      }
    }
  }

  /** Takes back calls that no helper has followed: behind a long task they would pile up. */
  private void dismiss(ThreadPoolExecutor pool) {
    boolean removed = true;
    while (removed) {
      removed = pool.remove(this);
    }
  }

  /** Ends the stage from outside. */
  void cancel(SparkException reason) {
    fail(-1, reason);
  }

  /** Joins in, as the submitter or as a helper. */
  @Override
  public void run() {
    if (!enter()) {
      return;
    }
    try {
      work();
    } finally {
      leave();
    }
  }

  private synchronized boolean enter() {
    return !closed && inside.add(Thread.currentThread());
  }

  private synchronized void leave() {
    closed = true; // who leaves has found no task to begin, and nor will others
    Thread self = Thread.currentThread();
    inside.remove(self);
    if (toldToStop.remove(self)) {
      Thread.interrupted(); // our interrupt must not reach what the thread does next
    }
    notifyAll();
  }

  private void work() {
    while (!mustStop()) {
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

  private boolean mustStop() {
    if (Thread.currentThread() == submitter && submitter.isInterrupted()) {
      noticeInterrupt();
    }
    return failure != null;
  }

  private synchronized void noticeInterrupt() {
    // Under the monitor an interrupt without a failure cannot be our own.
    if (failure == null && Thread.interrupted()) {
      fail(-1, new InterruptedException("The thread that ran the job was interrupted."));
    }
  }

  private synchronized void fail(int index, Throwable thrown) {
    Thread self = Thread.currentThread();
    if (failure != null) {
      if (failure != thrown && !toldToStop.contains(self)) {
        furtherFailures.add(thrown);
      }
      return;
    }
    failedTask = index;
    failure = thrown;
    closed = true;
    interrupted = self == submitter && thrown instanceof InterruptedException;
    for (Thread thread : inside) {
      if (thread != self) {
        toldToStop.add(thread);
        thread.interrupt();
      }
    }
  }

  private synchronized void awaitHelpers() {
    while (!inside.isEmpty()) {
      try {
        wait();
      } catch (InterruptedException stop) {
        fail(-1, stop);
        interrupted = true;
      }
    }
  }
}
