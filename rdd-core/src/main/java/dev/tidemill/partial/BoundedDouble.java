package dev.tidemill.partial;

import java.util.Locale;

/**
 * A number that is known to lie between two bounds.
 *
 * @param mean the best guess
 * @param confidence how likely it is that the number is between the bounds, 0 to 1; 1 if it is
 *     known exactly
 */
public record BoundedDouble(double mean, double confidence, double low, double high) {
  /** A number that is known. */
  public static BoundedDouble exactly(double value) {
    return new BoundedDouble(value, 1, value, value);
  }

  /** The bounds, with three decimals. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "[%.3f, %.3f]", low, high);
  }
}
