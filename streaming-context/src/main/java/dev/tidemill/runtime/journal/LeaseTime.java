package dev.tidemill.runtime.journal;

import java.time.Duration;

/** Time as leases see it, so that tests can move it. */
public interface LeaseTime {

  /** What goes on every so often, until it is stopped. */
  @FunctionalInterface
  interface Ticking {
    void stop();
  }

  /** As {@link System#nanoTime}. */
  long nanoTime();

  void sleep(Duration duration) throws InterruptedException;

  /** Runs the task once in every period, first after one period. */
  Ticking every(Duration period, Runnable task);

  /** That of this machine; ticks on a daemon thread. */
  static LeaseTime system() {
    return SystemLeaseTime.INSTANCE;
  }
}
