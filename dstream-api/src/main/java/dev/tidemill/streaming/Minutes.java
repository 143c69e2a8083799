package dev.tidemill.streaming;

/** Makes a duration, as programs ported from the legacy language call it. */
public final class Minutes {
  private Minutes() {}

  public static Duration apply(long minutes) {
    return Durations.minutes(minutes);
  }
}
