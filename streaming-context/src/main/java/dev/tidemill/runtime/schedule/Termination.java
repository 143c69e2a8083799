package dev.tidemill.runtime.schedule;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.streaming.StopReport;
import dev.tidemill.streaming.Time;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Where threads wait for the end or for a failure. The most recent failure stays: every wait throws
 * it, also after the end (semantics section 2).
 */
public final class Termination {
  private boolean ended;
  private Throwable failure;
  private long failures;
  private long completed;
  private final SortedSet<Long> leftOut = new TreeSet<>();
  private final Set<StopReport.Phase> overdue = EnumSet.noneOf(StopReport.Phase.class);

  synchronized void failed(Throwable cause) {
    failure = cause;
    failures++;
    notifyAll();
  }

  /** How many failures there have been. */
  public synchronized long failures() {
    return failures;
  }

  synchronized void batchCompleted() {
    completed++;
  }

  synchronized void batchLeftOut(long batch) {
    leftOut.add(batch);
  }

  /** A part of the stop did not end in its time. */
  public synchronized void overdue(StopReport.Phase phase) {
    overdue.add(phase);
  }

  /** The parts of the stop that did not end in their time. */
  public synchronized Set<StopReport.Phase> overdue() {
    return Set.copyOf(overdue);
  }

  /** Batches whose outputs have all ended. */
  public synchronized long completedBatches() {
    return completed;
  }

  /** Batches that a stop left out, or left before they had ended, in their order. */
  public synchronized List<Time> leftOut() {
    return leftOut.stream().map(Time::new).toList();
  }

  public synchronized void end() {
    ended = true;
    notifyAll();
  }

  /** Waits for the end only, whatever fails meanwhile. */
  public synchronized void awaitEnd() throws InterruptedException {
    while (!ended) {
      wait();
    }
  }

  /** Waits for the end or a failure; throws the failure. */
  public synchronized void await() throws InterruptedException {
    while (!ended && failure == null) {
      wait();
    }
    throwFailure();
  }

  /** As {@link #await} for a limited time; true if ended. */
  public synchronized boolean await(long timeoutMs) throws InterruptedException {
    long start = System.nanoTime();
    long left = timeoutMs;
    while (!ended && failure == null && left > 0) {
      wait(left);
      left = timeoutMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
    throwFailure();
    return ended;
  }

  private void throwFailure() {
    if (failure != null) {
      throw Sneaky.thrown(failure);
    }
  }
}
