package dev.tidemill.streaming;

/** A stretch of time. A value. */
public record Interval(Time beginTime, Time endTime) {

  public Interval(long beginMs, long endMs) {
    this(new Time(beginMs), new Time(endMs));
  }

  /** The one that the system's clock is in, of those that begin at multiples of the duration. */
  public static Interval currentInterval(Duration duration) {
    Time begin = new Time(System.currentTimeMillis()).floor(duration);
    return new Interval(begin, begin.plus(duration));
  }

  public Duration duration() {
    return endTime.minus(beginTime);
  }

  @Override
  public String toString() {
    return "[" + beginTime + ", " + endTime + "]";
  }
}
