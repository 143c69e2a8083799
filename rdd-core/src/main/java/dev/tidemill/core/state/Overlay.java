package dev.tidemill.core.state;

import java.util.Arrays;
import java.util.Collection;

/** What an earlier version had in the places that have changed since, in the order of places. */
final class Overlay {
  private final int[] places;
  private final Object[] pairs;

  private Overlay(int[] places, Object[] pairs) {
    this.places = places;
    this.pairs = pairs;
  }

  /**
   * @param deltas since the version, the one that leads to it first
   */
  static Overlay of(Collection<ReverseDelta> deltas) {
    int notes = deltas.stream().mapToInt(ReverseDelta::count).sum();
    long[] order = new long[notes];
    Object[] all = new Object[2 * notes];
    int next = 0;
    for (ReverseDelta delta : deltas) {
      for (int i = 0; i < delta.count(); i++) {
        order[next] = (long) delta.place(i) << 32 | next;
        all[2 * next] = delta.key(i);
        all[2 * next + 1] = delta.value(i);
        next++;
      }
    }
    Arrays.sort(order);
    int[] places = new int[notes];
    Object[] pairs = new Object[2 * notes];
    int count = 0;
    for (long note : order) {
      int place = (int) (note >>> 32);
      if (count == 0 || places[count - 1] != place) { // the earliest note of a place comes first
        places[count] = place;
        pairs[2 * count] = all[2 * (int) note];
        pairs[2 * count + 1] = all[2 * (int) note + 1];
        count++;
      }
    }
    return new Overlay(Arrays.copyOf(places, count), pairs);
  }

  /** Puts what it has of some neighbouring places over what is there now. */
  void lay(int from, int to, Object[] target) {
    int at = Arrays.binarySearch(places, from);
    for (int i = at < 0 ? ~at : at; i < places.length && places[i] < to; i++) {
      target[2 * (places[i] - from)] = pairs[2 * i];
      target[2 * (places[i] - from) + 1] = pairs[2 * i + 1];
    }
  }
}
