package dev.tidemill.launcher.send;

import java.util.function.LongSupplier;

/**
 * When the next line is due, if so many are to go out in a second. Who was held up does not make up
 * for more than a second of it.
 */
final class Pace {
  private static final long SECOND = 1_000_000_000;

  /** Waits. */
  interface Sleeper {
    void sleep(long nanoseconds) throws InterruptedException;
  }

  private final double perSecond;
  private final LongSupplier nanoTime;
  private final Sleeper sleeper;
  private long begin;
  private long sent;

  /**
   * @param perSecond lines in a second; 0 for as many as there are
   */
  Pace(double perSecond, LongSupplier nanoTime, Sleeper sleeper) {
    this.perSecond = perSecond;
    this.nanoTime = nanoTime;
    this.sleeper = sleeper;
    this.begin = nanoTime.getAsLong();
  }

  /** Returns when the next line is due; the first one is at once. */
  void await() throws InterruptedException {
    if (perSecond <= 0) {
      return;
    }
    long due = begin + (long) (sent * (SECOND / perSecond));
    long wait = due - nanoTime.getAsLong();
    if (wait > 0) {
      sleeper.sleep(wait);
    } else if (wait < -SECOND) {
      begin = nanoTime.getAsLong();
      sent = 0;
    }
    sent++;
  }
}
