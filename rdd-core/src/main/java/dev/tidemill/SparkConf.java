package dev.tidemill;

import dev.tidemill.core.text.Printable;
import dev.tidemill.core.text.Units;
import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * Settings by key. Legacy keys keep their spelling ({@code spark.default.parallelism}), Tidemill's
 * own begin with {@code tidemill.}. {@code new SparkConf()} starts with the system properties of
 * both kinds. Contexts take a copy: later changes have no effect on them. Not thread-safe.
 */
public class SparkConf implements Cloneable, Serializable {
  private static final long serialVersionUID = 1L;

  // A TreeMap so that printed settings are in order.
  private final TreeMap<String, String> values = new TreeMap<>();

  public SparkConf() {
    this(true);
  }

  public SparkConf(boolean loadDefaults) {
    if (loadDefaults) {
      for (String name : System.getProperties().stringPropertyNames()) {
        if (name.startsWith("spark.") || name.startsWith("tidemill.")) {
          values.put(name, System.getProperty(name));
        }
      }
    }
  }

  public SparkConf set(String key, String value) {
    if (key == null) {
      throw new NullPointerException("null key");
    }
    if (value == null) {
      throw new NullPointerException("null value for " + Printable.text(key));
    }
    if (key.isBlank()) {
      throw new IllegalArgumentException("A setting needs a key; it is \"" + key + "\".");
    }
    values.put(key, value);
    return this;
  }

  public SparkConf setIfMissing(String key, String value) {
    return contains(key) ? this : set(key, value);
  }

  public SparkConf remove(String key) {
    values.remove(key);
    return this;
  }

  public SparkConf setMaster(String master) {
    return set("spark.master", master);
  }

  public SparkConf setAppName(String name) {
    return set("spark.app.name", name);
  }

  public boolean contains(String key) {
    return values.containsKey(key);
  }

  /**
   * @throws NoSuchElementException if the key is not set
   */
  public String get(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new NoSuchElementException(key);
    }
    return value;
  }

  public String get(String key, String defaultValue) {
    return values.getOrDefault(key, defaultValue);
  }

  public Option<String> getOption(String key) {
    return Option.apply(values.get(key));
  }

  /** All settings in order of their keys. */
  @SuppressWarnings({
    "unchecked",
    "rawtypes"
  }) // an array of a generic type, as the legacy API has it
  public Tuple2<String, String>[] getAll() {
    Tuple2[] all = new Tuple2[values.size()];
    int i = 0;
    for (Map.Entry<String, String> entry : values.entrySet()) {
      all[i++] = new Tuple2<>(entry.getKey(), entry.getValue());
    }
    return all;
  }

  public boolean getBoolean(String key, boolean defaultValue) {
    String value = values.get(key);
    if (value == null) {
      return defaultValue;
    }
    return switch (value.trim().toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw refuse(key, value, "true or false", null);
    };
  }

  public int getInt(String key, int defaultValue) {
    String value = values.get(key);
    try {
      return value == null ? defaultValue : Integer.parseInt(value.trim());
    } catch (NumberFormatException notANumber) {
      throw refuse(key, value, "a whole number below 2^31", notANumber);
    }
  }

  public long getLong(String key, long defaultValue) {
    String value = values.get(key);
    try {
      return value == null ? defaultValue : Long.parseLong(value.trim());
    } catch (NumberFormatException notANumber) {
      throw refuse(key, value, "a whole number below 2^63", notANumber);
    }
  }

  public double getDouble(String key, double defaultValue) {
    String value = values.get(key);
    if (value == null) {
      return defaultValue;
    }
    try {
      double number = Double.parseDouble(value.trim());
      if (Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      throw refuse(key, value, "a number", notANumber);
    }
    throw refuse(key, value, "a finite number", null);
  }

  /** The setting as milliseconds; a bare number means milliseconds. */
  public long getTimeAsMs(String key, String defaultValue) {
    return Units.millis(key, get(key, defaultValue), "ms");
  }

  /** The setting as seconds, rounded down; a bare number means seconds. */
  public long getTimeAsSeconds(String key, String defaultValue) {
    return Units.millis(key, get(key, defaultValue), "s") / 1000;
  }

  /** The setting as bytes; a bare number means bytes. */
  public long getSizeAsBytes(String key, String defaultValue) {
    return Units.bytes(key, get(key, defaultValue), "b");
  }

  private static IllegalArgumentException refuse(
      String key, String value, String expected, Throwable cause) {
    return new IllegalArgumentException(
        key + " is \"" + Printable.text(value) + "\"; expected " + expected + ".", cause);
  }

  /** The settings, one {@code key=value} a line; values of keys that name a secret are hidden. */
  public String toDebugString() {
    StringBuilder text = new StringBuilder();
    values.forEach(
        (key, value) -> {
          if (!text.isEmpty()) {
            text.append('\n');
          }
          boolean secret = key.matches("(?i).*(secret|password|token|access.?key|jaas).*");
          text.append(key).append('=').append(secret ? "(hidden)" : value);
        });
    return text.toString();
  }

  @Override
  public SparkConf clone() {
    SparkConf copy = new SparkConf(false);
    copy.values.putAll(values);
    return copy;
  }
}
