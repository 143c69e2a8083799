package dev.tidemill.util;

/**
 * Where the engine reads the time and waits for it, so that tests can move it. Threads: any.
 *
 * <p>Batch times are milliseconds since 1970 of this clock. Durations that only measure (how long a
 * job took) use {@link System#nanoTime} and are real in tests too.
 */
public interface Clock {
  /** Milliseconds since 1970. */
  long getTimeMillis();

  /** Nanoseconds from some fixed point. */
  long nanoTime();

  /**
   * Blocks until the clock shows at least the given time.
   *
   * @return the time the clock showed when it stopped waiting
   */
  long waitTillTime(long targetTime) throws InterruptedException;
}
