package dev.tidemill.streaming;

/** Makes durations. */
public final class Durations {
  private Durations() {}

  public static Duration milliseconds(long milliseconds) {
    return new Duration(milliseconds);
  }

  public static Duration seconds(long seconds) {
    return new Duration(Math.multiplyExact(seconds, 1000L));
  }

  public static Duration minutes(long minutes) {
    return new Duration(Math.multiplyExact(minutes, 60_000L));
  }
}
