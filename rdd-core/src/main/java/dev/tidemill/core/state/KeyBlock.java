package dev.tidemill.core.state;

import java.util.Arrays;

/**
 * Some keys of a state that are put back, in their order: together, so that who searches for them
 * waits for memory and locks once, not for each. Used by one thread, again and again.
 */
public final class KeyBlock {
  private static final int LENGTH = 64;

  private final Object[] keys = new Object[LENGTH];
  private final Object[] values = new Object[LENGTH];
  private final long[] times = new long[LENGTH];
  private int count;

  /**
   * @param time when it was touched, in milliseconds
   */
  public void add(Object key, Object value, long time) {
    keys[count] = key;
    values[count] = value;
    times[count++] = time;
  }

  public boolean isFull() {
    return count == LENGTH;
  }

  public int count() {
    return count;
  }

  public Object key(int at) {
    return keys[at];
  }

  public Object value(int at) {
    return values[at];
  }

  public long time(int at) {
    return times[at];
  }

  /** The keys, as many as {@link #count} says; nobody changes the array. */
  Object[] keys() {
    return keys;
  }

  public void clear() {
    Arrays.fill(keys, 0, count, null);
    Arrays.fill(values, 0, count, null);
    count = 0;
  }
}
