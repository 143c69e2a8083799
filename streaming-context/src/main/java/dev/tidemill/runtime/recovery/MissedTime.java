package dev.tidemill.runtime.recovery;

import dev.tidemill.core.text.Printable;

/** What is done with the times of the grid that came while no process ran. */
public enum MissedTime {
  /** A batch for each of them, in order. */
  EACH,
  /** One batch for all of them, at the latest. */
  ONE,
  /** None; what came in goes to the next batch. */
  SKIP;

  public static final String KEY = "tidemill.recovery.missedTime";

  public static MissedTime of(String value) {
    return switch (value) {
      case "each" -> EACH;
      case "one" -> ONE;
      case "skip" -> SKIP;
      default ->
          throw new IllegalArgumentException(
              KEY + " is \"" + Printable.text(value) + "\"; use each, one or skip.");
    };
  }
}
