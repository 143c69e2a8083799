package dev.tidemill.streaming;

/** Makes a duration, as programs ported from the legacy language call it. */
public final class Milliseconds {
  private Milliseconds() {}

  public static Duration apply(long milliseconds) {
    return Durations.milliseconds(milliseconds);
  }
}
