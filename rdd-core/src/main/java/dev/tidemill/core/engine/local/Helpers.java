package dev.tidemill.core.engine.local;

import dev.tidemill.core.thread.EngineThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The threads that all jobs share. A stage that wants help is offered; each helper does one task of
 * the stage that is next by the {@link JobOrder}, then looks again. Threads are started when they
 * are wanted and end after ten seconds without work.
 */
final class Helpers implements AutoCloseable {
  private static final long KEPT_MILLIS = 10_000;

  private final int most;
  private final JobOrder order;
  // Under our monitor.
  private final List<TaskSet> open = new ArrayList<>();
  private int threads;
  private int waiting;
  private boolean closed;

  Helpers(int most, JobOrder order) {
    this.most = most;
    this.order = order;
  }

  int most() {
    return most;
  }

  /** Lets threads join in, as many as the stage has tasks to begin. */
  synchronized void offer(TaskSet stage) {
    // Asked here: a submitter that has left before would not take the stage back.
    if (closed || !stage.wantsHelp()) {
      return;
    }
    open.add(stage);
    int wanted = Math.min(stage.notBegun(), most);
    for (int i = waiting; i < wanted && threads < most; i++) {
      new EngineThread(this::help, "tidemill-task").start();
      threads++;
    }
    notifyAll();
  }

  /** Takes a stage back. Its submitter has left. */
  synchronized void withdraw(TaskSet stage) {
    open.remove(stage);
  }

  private void help() {
    for (TaskSet stage = next(); stage != null; stage = next()) {
      stage.runOne();
    }
  }

  /** The stage to help now; null if this thread is to end. */
  private synchronized TaskSet next() {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(KEPT_MILLIS);
    while (!closed) {
      open.removeIf(stage -> !stage.wantsHelp());
      if (!open.isEmpty()) {
        return order.first(open);
      }
      long left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      if (left <= 0) {
        break;
      }
      awaitOffer(left);
    }
    threads--;
    return null;
  }

  private void awaitOffer(long millis) {
    waiting++;
    try {
      wait(millis);
    } catch (InterruptedException stray) {
      // Nobody interrupts an idle helper; what arrived too late must not reach the next task.
    } finally {
      waiting--;
    }
  }

  /** Stages that want help. For tests. */
  synchronized int offered() {
    return open.size();
  }

  /** Ends the threads when they have done what they are at. */
  @Override
  public synchronized void close() {
    closed = true;
    open.clear();
    notifyAll();
  }
}
