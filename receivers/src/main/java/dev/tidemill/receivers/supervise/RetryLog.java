package dev.tidemill.receivers.supervise;

import java.util.function.LongSupplier;

/**
 * Keeps a log quiet about something that fails again and again: the 1st, 2nd, 4th, 8th, ... failure
 * in a row is worth a line. A row ends when all was well for a minute. Not thread-safe.
 */
final class RetryLog {
  private static final long WELL_NANOS = 60_000_000_000L;

  private final LongSupplier nanoTime;
  private long failures;
  private long wellSince;

  RetryLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  void launched() {
    wellSince = nanoTime.getAsLong();
  }

  /** Counts a failure; true if it should be told. */
  boolean failed() {
    if (nanoTime.getAsLong() - wellSince >= WELL_NANOS) {
      failures = 0;
    }
    failures++;
    return (failures & (failures - 1)) == 0;
  }

  long failures() {
    return failures;
  }
}
