package dev.tidemill.streaming;

/** Makes durations. */
public final class Durations {
  private Durations() {}

  public static Duration milliseconds(long milliseconds) {
    return new Duration(milliseconds);
  }

  public static Duration seconds(long seconds) {
    return of(seconds, 1000, "seconds");
  }

  public static Duration minutes(long minutes) {
    return of(minutes, 60_000, "minutes");
  }

  private static Duration of(long number, long millis, String unit) {
    if (Math.abs(number) > Long.MAX_VALUE / millis || number == Long.MIN_VALUE) {
      throw new IllegalArgumentException(
          number + " " + unit + " is too long; use up to " + Long.MAX_VALUE / millis + ".");
    }
    return new Duration(number * millis);
  }
}
