package dev.tidemill.core.estimate;

import dev.tidemill.partial.BoundedDouble;

/** Bounds around numbers that were found in a share of the records. */
final class Bounds {
  private Bounds() {}

  /** Of a number about which nothing is known, but that it is at least this large. */
  static BoundedDouble unknown(double least) {
    return new BoundedDouble(0, 0, least, Double.POSITIVE_INFINITY);
  }

  /**
   * How many records there are if {@code seen} were found in a share {@code p} of all. That many is
   * a binomial number out of n, so seen / p is the guess for n; within the bounds lie those n for
   * which {@code |seen - n p| <= z sqrt(n p (1 - p))}, z being that of the confidence. This is the
   * score interval of E. B. Wilson, "Probable inference, the law of succession, and statistical
   * inference" (1927), solved for the number of trials: a quadratic in sqrt(n). Unlike guess ± z
   * deviations it holds for small numbers too.
   */
  static BoundedDouble count(long seen, double p, double confidence) {
    if (p >= 1) {
      return BoundedDouble.exactly(seen);
    }
    if (seen == 0) {
      return unknown(0);
    }
    double z = Quantiles.normal(confidence);
    if (Double.isInfinite(z)) {
      return new BoundedDouble(seen / p, confidence, seen, Double.POSITIVE_INFINITY);
    }
    double slope = z * Math.sqrt(p * (1 - p));
    double root = Math.sqrt(slope * slope + 4 * p * seen);
    double low = Math.pow((root - slope) / (2 * p), 2);
    double high = Math.pow((root + slope) / (2 * p), 2);
    // Those that were seen are there.
    return new BoundedDouble(seen / p, confidence, Math.max(seen, low), high);
  }

  /**
   * A number whose guess has a deviation that was estimated from so many records: Student's t. One
   * record says nothing about a deviation, so the bounds are infinite then.
   *
   * @param records 1 or more
   */
  static BoundedDouble student(double guess, double deviation, long records, double confidence) {
    double distance = Double.POSITIVE_INFINITY;
    if (records > 1) {
      // None at all stays none at the confidence of 1 too.
      distance = deviation == 0 ? 0 : Quantiles.student(confidence, records - 1) * deviation;
    }
    return new BoundedDouble(guess, confidence, guess - distance, guess + distance);
  }
}
