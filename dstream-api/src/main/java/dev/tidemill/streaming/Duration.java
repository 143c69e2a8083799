package dev.tidemill.streaming;

import java.io.Serializable;
import java.util.Locale;

/** A length of time in milliseconds. A value; may be negative as a difference. */
public final class Duration implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;

  private final long millis;

  public Duration(long millis) {
    this.millis = millis;
  }

  public static Duration apply(long millis) {
    return new Duration(millis);
  }

  public long milliseconds() {
    return millis;
  }

  public boolean less(Duration that) {
    return millis < that.millis;
  }

  public boolean lessEq(Duration that) {
    return millis <= that.millis;
  }

  public boolean greater(Duration that) {
    return millis > that.millis;
  }

  public boolean greaterEq(Duration that) {
    return millis >= that.millis;
  }

  /**
   * @throws ArithmeticException if the sum passes 2^63 - 1 ms
   */
  public Duration plus(Duration that) {
    return new Duration(Math.addExact(millis, that.millis));
  }

  public Duration minus(Duration that) {
    return new Duration(Math.subtractExact(millis, that.millis));
  }

  /**
   * @throws ArithmeticException if the product passes 2^63 - 1 ms
   */
  public Duration times(int times) {
    return new Duration(Math.multiplyExact(millis, (long) times));
  }

  public double div(Duration that) {
    return (double) millis / that.millis;
  }

  /**
   * @throws ArithmeticException if {@code that} is zero
   */
  public boolean isMultipleOf(Duration that) {
    return millis % that.millis == 0;
  }

  public Duration min(Duration that) {
    return millis <= that.millis ? this : that;
  }

  public Duration max(Duration that) {
    return millis >= that.millis ? this : that;
  }

  public boolean isZero() {
    return millis == 0;
  }

  /** The digits alone. */
  public String toFormattedString() {
    return Long.toString(millis);
  }

  /** For people: {@code 100 ms}, {@code 1.5 s}, {@code 1.1 m}, {@code 2.00 h}. */
  public String prettyPrint() {
    if (millis < SECOND) {
      return millis + " ms";
    }
    if (millis < MINUTE) {
      return String.format(Locale.US, "%.1f s", (double) millis / SECOND);
    }
    if (millis < HOUR) {
      return String.format(Locale.US, "%.1f m", (double) millis / MINUTE);
    }
    return String.format(Locale.US, "%.2f h", (double) millis / HOUR);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Duration that && millis == that.millis;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(millis);
  }

  @Override
  public String toString() {
    return millis + " ms";
  }
}
