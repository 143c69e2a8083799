package dev.tidemill.streaming;

/** Makes a duration, as programs ported from the legacy language call it. */
public final class Seconds {
  private Seconds() {}

  public static Duration apply(long seconds) {
    return Durations.seconds(seconds);
  }
}
