package dev.tidemill;

import dev.tidemill.core.text.Printable;
import dev.tidemill.core.text.Units;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * Settings to be read. Methods without a default throw a {@link NoSuchElementException} if the key
 * is not set; what cannot be read as asked for is an {@link IllegalArgumentException} that says
 * what would do.
 */
public interface ReadOnlySparkConf {
  boolean contains(String key);

  Option<String> getOption(String key);

  /** All settings in order of their keys. */
  Tuple2<String, String>[] getAll();

  default String get(String key) {
    String value = get(key, null);
    if (value == null) {
      throw new NoSuchElementException(key);
    }
    return value;
  }

  default String get(String key, String defaultValue) {
    Option<String> value = getOption(key);
    return value.isEmpty() ? defaultValue : value.get();
  }

  default boolean getBoolean(String key, boolean defaultValue) {
    String value = get(key, null);
    if (value == null) {
      return defaultValue;
    }
    return switch (value.trim().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw ReadOnlySparkConf.refuse(key, value, "true or false", null);
    };
  }

  default int getInt(String key, int defaultValue) {
    String value = get(key, null);
    try {
      return value == null ? defaultValue : Integer.parseInt(value.trim());
    } catch (NumberFormatException notANumber) {
      throw ReadOnlySparkConf.refuse(key, value, "a whole number below 2^31", notANumber);
    }
  }

  default long getLong(String key, long defaultValue) {
    String value = get(key, null);
    try {
      return value == null ? defaultValue : Long.parseLong(value.trim());
    } catch (NumberFormatException notANumber) {
      throw ReadOnlySparkConf.refuse(key, value, "a whole number below 2^63", notANumber);
    }
  }

  default double getDouble(String key, double defaultValue) {
    String value = get(key, null);
    if (value == null) {
      return defaultValue;
    }
    try {
      double number = Double.parseDouble(value.trim());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw ReadOnlySparkConf.refuse(key, value, "a number", notANumber);
    }
    throw ReadOnlySparkConf.refuse(key, value, "a finite number", null);
  }

  /** The setting as milliseconds; a bare number means milliseconds. */
  default long getTimeAsMs(String key, String defaultValue) {
    return Units.millis(key, get(key, defaultValue), "ms");
  }

  /** As above. */
  default long getTimeAsMs(String key) {
    return Units.millis(key, get(key), "ms");
  }

  /** The setting as seconds, rounded down; a bare number means seconds. */
  default long getTimeAsSeconds(String key, String defaultValue) {
    return Units.millis(key, get(key, defaultValue), "s") / 1000;
  }

  /** As above. */
  default long getTimeAsSeconds(String key) {
    return Units.millis(key, get(key), "s") / 1000;
  }

  /** The setting as bytes; a bare number means bytes. */
  default long getSizeAsBytes(String key, String defaultValue) {
    return Units.bytes(key, get(key, defaultValue), "b");
  }

  /** As above. */
  default long getSizeAsBytes(String key, long defaultValue) {
    return getSizeAsBytes(key, defaultValue + "b");
  }

  /** As above. */
  default long getSizeAsBytes(String key) {
    return Units.bytes(key, get(key), "b");
  }

  /** The setting in KiB, rounded down; a bare number means KiB. */
  default long getSizeAsKb(String key, String defaultValue) {
    return Units.bytes(key, get(key, defaultValue), "k") >> 10;
  }

  /** As above. */
  default long getSizeAsKb(String key) {
    return Units.bytes(key, get(key), "k") >> 10;
  }

  /** The setting in MiB, rounded down; a bare number means MiB. */
  default long getSizeAsMb(String key, String defaultValue) {
    return Units.bytes(key, get(key, defaultValue), "m") >> 20;
  }

  /** As above. */
  default long getSizeAsMb(String key) {
    return Units.bytes(key, get(key), "m") >> 20;
  }

  /** The setting in GiB, rounded down; a bare number means GiB. */
  default long getSizeAsGb(String key, String defaultValue) {
    return Units.bytes(key, get(key, defaultValue), "g") >> 30;
  }

  /** As above. */
  default long getSizeAsGb(String key) {
    return Units.bytes(key, get(key), "g") >> 30;
  }

  /** A variable of the process's environment, or null. */
  default String getenv(String name) {
    return System.getenv(name);
  }

  private static IllegalArgumentException refuse(
      String key, String value, String expected, Throwable cause) {
    return new IllegalArgumentException(
        key + " is \"" + Printable.text(value) + "\"; expected " + expected + ".", cause);
  }
}
