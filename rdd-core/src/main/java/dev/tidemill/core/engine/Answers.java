package dev.tidemill.core.engine;

import java.util.Iterator;

/** Checks what user functions return, so that a null is named where it came from. */
public final class Answers {
  private Answers() {}

  public static boolean ofFilter(Boolean keep) {
    if (keep == null) {
      throw new NullPointerException(
          "The function of filter returned null; return true or false for every record.");
    }
    return keep;
  }

  public static <T> Iterator<T> ofFlatMap(Iterator<T> records) {
    if (records == null) {
      throw new NullPointerException(
          "The function of flatMap returned null; return an empty iterator for no records.");
    }
    return records;
  }
}
