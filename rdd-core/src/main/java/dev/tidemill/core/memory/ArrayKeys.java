package dev.tidemill.core.memory;

import dev.tidemill.SparkException;

/** Refuses arrays as keys. */
public final class ArrayKeys {
  private ArrayKeys() {}

  /** Arrays are equal only to themselves, so combining by them would silently combine nothing. */
  public static void refuse(Object key) throws SparkException {
    if (key != null && key.getClass().isArray()) {
      throw new SparkException(
          "Cannot use map-side combining with array keys: "
              + key.getClass().getSimpleName()
              + "; use a string or a list of the elements as the key.");
    }
  }
}
