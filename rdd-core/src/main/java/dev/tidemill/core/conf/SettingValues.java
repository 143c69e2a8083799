package dev.tidemill.core.conf;

import dev.tidemill.SparkConf;
import dev.tidemill.core.text.Printable;

/** Values of settings that are checked when they are read; for the engine's own modules. */
public final class SettingValues {
  private SettingValues() {}

  /**
   * A setting with two values; without it, the first.
   *
   * @return whether it has the other one
   * @throws IllegalArgumentException if it has none of them
   */
  public static boolean isOther(SparkConf conf, String key, String usual, String other) {
    String value = conf.get(key, usual);
    if (!value.equals(usual) && !value.equals(other)) {
      throw new IllegalArgumentException(
          key + " is " + Printable.text(value) + "; use " + usual + " or " + other + ".");
    }
    return value.equals(other);
  }

  /**
   * The value itself.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public static long requirePositive(String key, long value) {
    if (value < 1) {
      throw new IllegalArgumentException(key + " is " + value + "; use 1 or more.");
    }
    return value;
  }
}
