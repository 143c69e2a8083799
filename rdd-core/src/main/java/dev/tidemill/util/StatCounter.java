package dev.tidemill.util;

import java.io.Serializable;
import java.util.Locale;

/**
 * Count, mean, variance and extremes of numbers, without keeping them. Merging works on differences
 * to the mean (Welford, Chan), so that a small variance around a large mean is not lost. Not
 * thread-safe.
 */
public class StatCounter implements Serializable {
  private static final long serialVersionUID = 1L;

  // With counts this far apart the mean of the larger is only corrected.
  private static final int FAR_APART = 10;

  private long count;
  private double mean;
  // Sum of the squared differences to the mean.
  private double squares;
  private double max = Double.NEGATIVE_INFINITY;
  private double min = Double.POSITIVE_INFINITY;

  /** Of no number. */
  public StatCounter() {}

  /**
   * Adds a number.
   *
   * @return this
   */
  public StatCounter merge(double value) {
    count++;
    double difference = value - mean;
    mean += difference / count;
    squares += difference * (value - mean);
    max = Math.max(max, value);
    min = Math.min(min, value);
    return this;
  }

  /**
   * Adds the numbers that another has counted, which may be this one.
   *
   * @return this
   */
  public StatCounter merge(StatCounter other) {
    if (other.count == 0) {
      return this;
    }
    long both = count + other.count;
    double difference = other.mean - mean;
    if (count == 0) {
      mean = other.mean;
    } else if (other.count * FAR_APART < count) {
      mean += difference * other.count / both;
    } else if (count * FAR_APART < other.count) {
      mean = other.mean - difference * count / both;
    } else {
      mean = (mean * count + other.mean * other.count) / both;
    }
    squares +=
        other.squares + (count == 0 ? 0 : difference * difference * count * other.count / both);
    count = both;
    max = Math.max(max, other.max);
    min = Math.min(min, other.min);
    return this;
  }

  public long count() {
    return count;
  }

  /** 0 of no number. */
  public double mean() {
    return mean;
  }

  public double sum() {
    return count * mean;
  }

  /** Negative infinity of no number; not a number if one was not. */
  public double max() {
    return max;
  }

  /** Infinity of no number; not a number if one was not. */
  public double min() {
    return min;
  }

  /** As {@link #popVariance}. */
  public double variance() {
    return popVariance();
  }

  /** Of the numbers as the whole population; not a number of none. */
  public double popVariance() {
    return count == 0 ? Double.NaN : squares / count;
  }

  /** Of the population that the numbers are a sample of; not a number of less than two. */
  public double sampleVariance() {
    return count <= 1 ? Double.NaN : squares / (count - 1);
  }

  /** As {@link #popStdev}. */
  public double stdev() {
    return popStdev();
  }

  /** Square root of {@link #popVariance}. */
  public double popStdev() {
    return Math.sqrt(popVariance());
  }

  /** Square root of {@link #sampleVariance}. */
  public double sampleStdev() {
    return Math.sqrt(sampleVariance());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "(count: %d, mean: %f, stdev: %f, max: %f, min: %f)",
        count,
        mean,
        stdev(),
        max,
        min);
  }
}
