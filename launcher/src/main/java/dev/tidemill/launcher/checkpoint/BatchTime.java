package dev.tidemill.launcher.checkpoint;

import java.time.Instant;

/** Times of batches as people read them. */
final class BatchTime {
  private BatchTime() {}

  /** In UTC, and as the number that a program sees. */
  static String text(long milliseconds) {
    return Instant.ofEpochMilli(milliseconds) + " (" + milliseconds + " ms)";
  }

  /** A span, in the largest unit that leaves a number worth reading. */
  static String span(long milliseconds) {
    if (milliseconds < 10_000) {
      return milliseconds + " ms";
    }
    long seconds = milliseconds / 1000;
    return seconds < 600 ? seconds + " s" : seconds / 60 + " min";
  }
}
