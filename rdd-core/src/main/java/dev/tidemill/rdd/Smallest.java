package dev.tidemill.rdd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The first few in order of what is offered; of equal ones those offered first. Holds at most twice
 * as many as are wanted: when that is full it is sorted and cut, so a record costs a comparison or
 * two once the few are found. Not thread-safe.
 */
final class Smallest<T> {
  private final int wanted;
  private final Comparator<? super T> order;
  private final long room;
  private final List<T> kept = new ArrayList<>();
  // True once kept.get(wanted - 1) is the largest that can still be among the wanted.
  private boolean bounded;

  Smallest(int wanted, Comparator<? super T> order) {
    this.wanted = wanted;
    this.order = order;
    this.room = 2L * wanted;
  }

  void offer(T record) {
    if (wanted == 0 || (bounded && order.compare(record, kept.get(wanted - 1)) >= 0)) {
      return;
    }
    kept.add(record);
    if (kept.size() >= room) {
      cut();
    }
  }

  private void cut() {
    kept.sort(order); // stable, so of equal ones those that came first stay
    if (kept.size() >= wanted) {
      kept.subList(wanted, kept.size()).clear();
      bounded = true;
    }
  }

  /** Sorted. */
  List<T> result() {
    if (wanted > 0) {
      cut();
    }
    return kept;
  }
}
