package dev.tidemill.core.state;

import java.util.Arrays;

/** Sorts places by times, of which there are few compared with the places: by counting. */
final class TimeOrder {
  private TimeOrder() {}

  /**
   * The places of an array of times, the earlier times first; equal ones in the order of places.
   */
  static int[] of(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    long[] distinct = Arrays.copyOf(sorted, distinct(sorted));
    int[] next = new int[distinct.length + 1];
    for (long time : times) {
      next[Arrays.binarySearch(distinct, time) + 1]++;
    }
    for (int i = 1; i < next.length; i++) {
      next[i] += next[i - 1];
    }
    int[] places = new int[times.length];
    for (int place = 0; place < times.length; place++) {
      places[next[Arrays.binarySearch(distinct, times[place])]++] = place;
    }
    return places;
  }

  /** Moves the distinct ones to the front; how many there are. */
  private static int distinct(long[] sorted) {
    int count = 0;
    for (long time : sorted) {
      if (count == 0 || sorted[count - 1] != time) {
        sorted[count++] = time;
      }
    }
    return count;
  }
}
