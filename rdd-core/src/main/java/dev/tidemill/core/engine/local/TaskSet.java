package dev.tidemill.core.engine.local;

import dev.tidemill.SparkException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tasks that wait for none of each other: those of a stage, or of several. The submitting thread
 * works through them in their order; helpers join when the watchdog finds the set still open, so a
 * small stage never leaves its thread. A task that fails is tried again at once, on the same
 * thread, as often as the engine was told.
 *
 * <p>The first failure for good ends the set: tasks that have not begun are dropped, those that run
 * are interrupted and awaited, so that nothing of a failed job still runs when its caller sees the
 * failure. An interrupt of the submitting thread ends it in the same way.
 */
final class TaskSet {
  /** The tasks, by their numbers from 0 on. */
  @FunctionalInterface
  interface Tasks {
    /**
     * @param attempt 0, or how often it has failed before
     */
    void run(int task, int attempt) throws Exception;

    /** It has failed, and is tried again now. */
    default void triedAgain(int task, int attempt, Throwable thrown) {}
  }

  /** A task that has failed for good, or a reason from outside. */
  record Failure(int task, int attempts, Throwable thrown) {
    private static final int NO_TASK = -1;

    static Failure fromOutside(Throwable reason) {
      return new Failure(NO_TASK, 0, reason);
    }

    boolean isFromOutside() {
      return task == NO_TASK;
    }
  }

  private final long job;
  private final Optional<String> pool;
  private final int count;
  private final int attempts;
  private final Tasks tasks;
  private final Thread submitter = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();

  // Changed under our monitor only. invariant: nobody enters once closed, and failure != null
  // implies closed, so whom a failure finds inside is everybody it has to stop.
  private final Set<Thread> inside = new HashSet<>();
  private final Set<Thread> toldToStop = new HashSet<>();
  private final List<Throwable> furtherFailures = new ArrayList<>(0);
  private volatile Failure failure;
  private boolean interrupted;
  private volatile boolean closed;
  private volatile boolean offered;

  /**
   * @param job jobs with smaller numbers were submitted earlier
   * @param count how many tasks there are
   * @param attempts how often a task is tried, 1 or more
   */
  TaskSet(long job, Optional<String> pool, int count, int attempts, Tasks tasks) {
    this.job = job;
    this.pool = pool;
    this.count = count;
    this.attempts = attempts;
    this.tasks = tasks;
  }

  long job() {
    return job;
  }

  /** Stages of one pool share what helpers the pool gets. */
  Object pool() {
    return pool.isPresent() ? pool.get() : (Object) job;
  }

  /**
   * Works and waits until all tasks are done. Called by the submitting thread.
   *
   * @return how the stage has failed, if it has
   */
  Optional<Failure> runAll(Helpers helpers) throws InterruptedException {
    if (enter()) {
      try {
        work();
      } finally {
        leave();
      }
    }
    if (offered) {
      helpers.withdraw(this);
    }
    awaitHelpers();
    if (interrupted) {
      throw new InterruptedException("The thread that ran the job was interrupted.");
    }
    return Optional.ofNullable(failure);
  }

  /** What other tasks threw before they could be stopped. Read when all have ended. */
  synchronized List<Throwable> furtherFailures() {
    return List.copyOf(furtherFailures);
  }

  /** True while there are tasks that nobody has begun. */
  boolean wantsHelp() {
    return !closed && notBegun() > 0;
  }

  int notBegun() {
    return count - next.get();
  }

  /** How many threads work on it. */
  synchronized int running() {
    return inside.size();
  }

  /** Lets helpers join in. Called by the watchdog. */
  void callTo(Helpers helpers) {
    offered = true; // before it is, so that the submitter takes it back if it leaves meanwhile
    helpers.offer(this);
  }

  /** Ends the stage from outside, which may be inside of one of its own tasks. */
  synchronized void cancel(SparkException reason) {
    fail(Failure.fromOutside(reason));
    Thread self = Thread.currentThread();
    if (inside.contains(self) && toldToStop.add(self)) {
      self.interrupt();
    }
  }

  boolean isCancelled() {
    return failure != null;
  }

  /** A helper does the next task, if there is one. */
  void runOne() {
    if (!enter()) {
      return;
    }
    try {
      int task = next.getAndIncrement();
      if (task < count) {
        runTask(task);
      }
    } finally {
      leave();
    }
  }

  private synchronized boolean enter() {
    return !closed && inside.add(Thread.currentThread());
  }

  private synchronized void leave() {
    closed |= notBegun() <= 0;
    Thread self = Thread.currentThread();
    inside.remove(self);
    if (toldToStop.remove(self)) {
      Thread.interrupted(); // our interrupt must not reach what the thread does next
    }
    notifyAll();
  }

  private void work() {
    while (!mustStop()) {
      int task = next.getAndIncrement();
      if (task >= count) {
        return;
      }
      runTask(task);
    }
  }

  private void runTask(int task) {
    for (int attempt = 0; ; attempt++) {
      try {
        tasks.run(task, attempt);
        return;
      } catch (Throwable thrown) { // user code may throw anything; it all fails the task
        boolean last = attempt + 1 == attempts || isCancelled() || stopsSubmitter(thrown);
        if (last) {
          fail(new Failure(task, attempt + 1, thrown));
          return;
        }
        tasks.triedAgain(task, attempt + 1, thrown);
      }
    }
  }

  private boolean stopsSubmitter(Throwable thrown) {
    return thrown instanceof InterruptedException && Thread.currentThread() == submitter;
  }

  private boolean mustStop() {
    if (Thread.currentThread() == submitter && submitter.isInterrupted()) {
      noticeInterrupt();
    }
    return isCancelled();
  }

  private synchronized void noticeInterrupt() {
    // Under the monitor an interrupt without a failure cannot be our own.
    if (failure == null && Thread.interrupted()) {
      fail(
          Failure.fromOutside(
              new InterruptedException("The thread that ran the job was interrupted.")));
    }
  }

  private synchronized void fail(Failure failed) {
    Thread self = Thread.currentThread();
    if (failure != null) {
      if (failure.thrown() != failed.thrown() && !toldToStop.contains(self)) {
        furtherFailures.add(failed.thrown());
      }
      return;
    }
    failure = failed;
    closed = true;
    interrupted = stopsSubmitter(failed.thrown());
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
        fail(Failure.fromOutside(stop));
        interrupted = true;
      }
    }
  }
}
