package dev.tidemill.core.state;

import dev.tidemill.core.memory.RecordSizes;

/**
 * Guesses what the keys and values of a table take of the heap, by looks at a few of those that are
 * put. Not thread-safe.
 */
final class SizeSamples {
  private static final int EVERY = 64;

  private int untilLook = 1;
  private double each;

  void look(Object key, Object value) {
    if (--untilLook == 0) {
      untilLook = EVERY;
      long bytes = RecordSizes.measured(key) + RecordSizes.measured(value);
      // The latest looks count most: what states hold grows with time.
      each = each == 0 ? bytes : each + (bytes - each) / 16;
    }
  }

  long bytes(long count) {
    return (long) (each * count);
  }
}
