package dev.tidemill.core.estimate;

import java.util.function.DoubleUnaryOperator;

/** How far around the middle of a distribution a share of its values lies. */
public final class Quantiles {
  // Between 0 and here lie all normal values but a share that a double next to 1 cannot express.
  private static final double FARTHEST = 9;
  // With more degrees of freedom Student's distribution is within 0.2 percent of the normal one.
  private static final long AS_NORMAL = 1000;

  private Quantiles() {}

  /**
   * Of the normal distribution, in deviations.
   *
   * @param share 0 to 1, for which it is infinite
   */
  public static double normal(double share) {
    return share >= 1 ? Double.POSITIVE_INFINITY : inverse(Quantiles::normalShare, share, FARTHEST);
  }

  /**
   * Of Student's t-distribution.
   *
   * @param share 0 to 1, for which it is infinite
   * @param degrees of freedom, 1 or more
   */
  public static double student(double share, long degrees) {
    if (share >= 1 || degrees > AS_NORMAL) {
      return normal(share);
    }
    double angle = inverse(at -> studentShare(at, (int) degrees), share, Math.PI / 2);
    return Math.tan(angle) * Math.sqrt(degrees);
  }

  /** Where a function that rises from 0 has a value, to the last bit, by halving. */
  private static double inverse(DoubleUnaryOperator rising, double value, double farthest) {
    double low = 0;
    double high = farthest;
    double middle = high / 2;
    while (middle > low && middle < high) {
      if (rising.applyAsDouble(middle) < value) {
        low = middle;
      } else {
        high = middle;
      }
      middle = low + (high - low) / 2;
    }
    return high;
  }

  /**
   * The share of normal values within z deviations: G. Marsaglia, "Evaluating the normal
   * distribution" (2004), the series z + z^3/3 + z^5/(3*5) + ..., times twice the density.
   */
  private static double normalShare(double z) {
    double term = z;
    double sum = z;
    for (int odd = 3; sum + term != sum; odd += 2) {
      term *= z * z / odd;
      sum += term;
    }
    return sum * 2 * Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
  }

  /**
   * The share of Student's distribution within sqrt(degrees) * tan(angle): Abramowitz and Stegun,
   * "Handbook of mathematical functions" (1964), 26.7.3 and 26.7.4.
   */
  private static double studentShare(double angle, int degrees) {
    double cosine = Math.cos(angle);
    boolean odd = degrees % 2 == 1;
    double term = odd ? cosine : 1;
    double sum = degrees == 1 ? 0 : term;
    for (int k = odd ? 2 : 1; k <= degrees - 3; k += 2) {
      term *= cosine * cosine * k / (k + 1);
      sum += term;
    }
    double byTerms = Math.sin(angle) * sum;
    return odd ? (angle + byTerms) * 2 / Math.PI : byTerms;
  }
}
