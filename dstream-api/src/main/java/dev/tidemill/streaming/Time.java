package dev.tidemill.streaming;

import java.io.Serializable;

/**
 * A point in time, in milliseconds since 1970. A value. A batch is named by the end of its
 * interval.
 */
public final class Time implements Serializable {
  private static final long serialVersionUID = 1L;

  private final long millis;

  public Time(long millis) {
    this.millis = millis;
  }

  public static Time apply(long millis) {
    return new Time(millis);
  }

  public long milliseconds() {
    return millis;
  }

  public boolean less(Time that) {
    return millis < that.millis;
  }

  public boolean lessEq(Time that) {
    return millis <= that.millis;
  }

  public boolean greater(Time that) {
    return millis > that.millis;
  }

  public boolean greaterEq(Time that) {
    return millis >= that.millis;
  }

  public Time plus(Duration that) {
    return new Time(Math.addExact(millis, that.milliseconds()));
  }

  public Duration minus(Time that) {
    return new Duration(Math.subtractExact(millis, that.millis));
  }

  public Time minus(Duration that) {
    return new Time(Math.subtractExact(millis, that.milliseconds()));
  }

  /** The largest multiple of the duration that is not later. */
  public Time floor(Duration that) {
    return floor(that, new Time(0));
  }

  /** As {@link #floor(Duration)}, with multiples counted from {@code zeroTime}. */
  public Time floor(Duration that, Time zeroTime) {
    return new Time(millis - Math.floorMod(millis - zeroTime.millis, that.milliseconds()));
  }

  public boolean isMultipleOf(Duration that) {
    return millis % that.milliseconds() == 0;
  }

  public Time min(Time that) {
    return millis <= that.millis ? this : that;
  }

  public Time max(Time that) {
    return millis >= that.millis ? this : that;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Time that && millis == that.millis;
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
