package benchmarks.handwritten;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

/** Waits for one multiple of the interval after the other; late ones do not wait. */
final class Due {
  private final int interval;
  private long next;

  Due(int interval) {
    this.interval = interval;
    next = (System.currentTimeMillis() / interval + 1) * interval;
  }

  /** By the finer clock: whole milliseconds would wake it up to one of them late. */
  long awaitNext() {
    long due = next;
    Instant dueInstant = Instant.ofEpochMilli(due);
    long left;
    while ((left = Instant.now().until(dueInstant, ChronoUnit.NANOS)) > 0) {
      LockSupport.parkNanos(left);
    }
    next += interval;
    return due;
  }
}
