package dev.tidemill.dstream.graph;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.streaming.Duration;

/**
 * How far a window reaches back, and how often there is one. A value that was checked against the
 * stream that it is over.
 */
public record WindowSpec(Duration window, Duration slide) {

  /** A window each time the parent has a dataset. */
  public static WindowSpec of(String operator, StreamNode<?> parent, Duration window) {
    return of(operator, parent, window, parent.slide());
  }

  /**
   * @throws IllegalArgumentException if one of the durations is no multiple of the parent's slide,
   *     or the slide is not positive
   */
  public static WindowSpec of(
      String operator, StreamNode<?> parent, Duration window, Duration slide) {
    requireMultiple(operator, "window", parent, requireValue(operator, "windowDuration", window));
    requireMultiple(operator, "slide", parent, requireValue(operator, "slideDuration", slide));
    if (window.milliseconds() < 0 || slide.milliseconds() <= 0) {
      throw new IllegalArgumentException(
          operator
              + ": window is "
              + window
              + " and slide is "
              + slide
              + "; use a window of 0 or more and a slide above 0.");
    }
    return new WindowSpec(window, slide);
  }

  private static void requireMultiple(
      String operator, String which, StreamNode<?> parent, Duration duration) {
    long step = parent.slide().milliseconds();
    long asked = duration.milliseconds();
    if (asked % step != 0) {
      long below = asked / step * step;
      throw new IllegalArgumentException(
          operator
              + ": The "
              + which
              + " duration of windowed DStream ("
              + duration
              + ") must be a multiple of the slide duration of parent DStream ("
              + parent.slide()
              + " of '"
              + parent
              + "'); use "
              + (below == 0 ? "" : below + " ms or ")
              + (below + step)
              + " ms.");
    }
  }
}
