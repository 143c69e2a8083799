package dev.tidemill.util;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The machine's clock. */
public class SystemClock implements Clock {
  /** A clock set back while we wait must not make us oversleep by the whole step. */
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  @Override
  public long getTimeMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }

  @Override
  public long waitTillTime(long targetTime) throws InterruptedException {
    long left = nanosUntil(targetTime);
    while (left > 0) {
      // Not Thread.sleep: on JDK 17 that rounds to whole milliseconds.
      LockSupport.parkNanos(this, Math.min(left, LONGEST_SLEEP_NANOS));
      if (Thread.interrupted()) {
        throw new InterruptedException("Interrupted while waiting for " + targetTime + " ms.");
      }
      left = nanosUntil(targetTime);
    }
    return getTimeMillis();
  }

  /** Exact to the clock's own resolution: whole milliseconds would add half a one on average. */
  private static long nanosUntil(long targetTime) {
    Instant now = Instant.now();
    if (targetTime <= now.toEpochMilli()) {
      return 0; // and the difference below cannot overflow
    }
    long millisLeft = targetTime - now.toEpochMilli();
    if (millisLeft > TimeUnit.NANOSECONDS.toMillis(LONGEST_SLEEP_NANOS)) {
      return LONGEST_SLEEP_NANOS;
    }
    return TimeUnit.MILLISECONDS.toNanos(millisLeft) - now.getNano() % 1_000_000;
  }
}
