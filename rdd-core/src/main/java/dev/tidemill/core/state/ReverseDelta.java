package dev.tidemill.core.state;

import java.util.Arrays;

/**
 * Leads from the version after a step back to the one before: what was in the places that the step
 * has changed. A place may be noted again; the first note is what was there before the step.
 */
final class ReverseDelta {
  private final long before;
  private final int sizeBefore;
  private int[] places;
  private Object[] pairs;
  private int count;

  /**
   * @param before time of the version that it leads to
   * @param sizeBefore how many places that version has
   */
  ReverseDelta(long before, int sizeBefore, int expected) {
    this.before = before;
    this.sizeBefore = sizeBefore;
    this.places = new int[Math.max(4, expected)];
    this.pairs = new Object[2 * places.length];
  }

  long before() {
    return before;
  }

  int sizeBefore() {
    return sizeBefore;
  }

  int count() {
    return count;
  }

  int place(int note) {
    return places[note];
  }

  Object key(int note) {
    return pairs[2 * note];
  }

  Object value(int note) {
    return pairs[2 * note + 1];
  }

  /** Places behind those of the version before are of no interest. */
  void note(int place, Object key, Object value) {
    if (place >= sizeBefore) {
      return;
    }
    if (count == places.length) {
      places = Arrays.copyOf(places, 2 * count);
      pairs = Arrays.copyOf(pairs, 4 * count);
    }
    places[count] = place;
    pairs[2 * count] = key;
    pairs[2 * count + 1] = value;
    count++;
  }
}
