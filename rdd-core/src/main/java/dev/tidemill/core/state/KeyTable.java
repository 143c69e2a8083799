package dev.tidemill.core.state;

/**
 * Keys with values in places from 0 on without a gap: a key that goes leaves its place to the last
 * one. Nothing is allocated for a key, and nothing is ever copied that grows with their number.
 *
 * <p>An ordered table knows when each key was touched, and which one that has been longest ago. Not
 * thread-safe.
 */
final class KeyTable {
  /** The value of a key that is in the table but not in the state. */
  static final Object ABSENT = new Object();

  private static final int NONE = 0; // links are places + 1

  private final boolean ordered;
  private final KeyColumns columns;
  private final KeyIndex index;
  private int size;
  private int first;
  private int last;

  KeyTable(boolean ordered) {
    this.ordered = ordered;
    this.columns = new KeyColumns(ordered);
    this.index = new KeyIndex(columns);
  }

  boolean isOrdered() {
    return ordered;
  }

  int size() {
    return size;
  }

  KeyColumns columns() {
    return columns;
  }

  /** The place of a key, or -1. */
  int find(Object key, int hash) {
    return index.find(key, hash);
  }

  /** See {@link KeyIndex#findAll}. */
  void findAll(Object[] keys, int[] hashes, int count, int[] places) {
    index.findAll(keys, hashes, count, places);
  }

  /** Adds a key that is not there, as touched last; its place. */
  int add(Object key, int hash, Object value, long time) {
    if (size == KeyIndex.MOST_KEYS) {
      throw new IllegalStateException(
          "A partition of a state has "
              + size
              + " keys, as many as one can hold; use more partitions.");
    }
    int place = size;
    columns.reach(place);
    columns.key(place, key);
    columns.hash(place, hash);
    columns.mark(place, 0);
    if (value != ABSENT) {
      columns.value(place, value);
    }
    index.add(hash, place);
    size++;
    if (ordered) {
      columns.time(place, time);
      link(place);
    }
    return place;
  }

  /** Takes out what is in a place; the last key comes there. */
  void remove(int place) {
    index.remove(columns.hash(place), place);
    if (ordered) {
      unlink(place);
    }
    int from = --size;
    if (from != place) {
      moveTo(place, from);
    }
    columns.clear(from);
    columns.trim(size);
  }

  private void moveTo(int place, int from) {
    int hash = columns.hash(from);
    columns.key(place, columns.key(from));
    columns.value(place, columns.value(from));
    columns.hash(place, hash);
    columns.mark(place, columns.mark(from));
    index.move(hash, from, place);
    if (ordered) {
      columns.time(place, columns.time(from));
      columns.before(place, columns.before(from));
      columns.after(place, columns.after(from));
      relink(place);
    }
  }

  /** The neighbours of a place, or the ends, lead to it. */
  private void relink(int place) {
    int before = columns.before(place);
    int after = columns.after(place);
    if (before == NONE) {
      first = place + 1;
    } else {
      columns.after(before - 1, place + 1);
    }
    if (after == NONE) {
      last = place + 1;
    } else {
      columns.before(after - 1, place + 1);
    }
  }

  private void link(int place) {
    columns.before(place, last);
    columns.after(place, NONE);
    relink(place);
  }

  private void unlink(int place) {
    int before = columns.before(place);
    int after = columns.after(place);
    if (before == NONE) {
      first = after;
    } else {
      columns.after(before - 1, after);
    }
    if (after == NONE) {
      last = before;
    } else {
      columns.before(after - 1, before);
    }
  }

  /** When the key in a place was touched. */
  long time(int place) {
    return columns.time(place);
  }

  /** The key in a place is the one touched last. */
  void touch(int place, long time) {
    columns.time(place, time);
    if (last != place + 1) {
      unlink(place);
      link(place);
    }
  }

  /** Whether the key touched last was touched after that time. */
  boolean isYounger(long time) {
    return last != NONE && columns.time(last - 1) > time;
  }

  /** The place of the key that has not been touched for longest, or -1. */
  int oldest() {
    return first - 1;
  }

  /** The place of the next one in the order of times, or -1. */
  int younger(int place) {
    return columns.after(place) - 1;
  }

  /** Puts keys in the order of their times again, which have been set without regard to it. */
  void order() {
    long[] times = new long[size];
    for (int place = 0; place < size; place++) {
      times[place] = columns.time(place);
    }
    first = NONE;
    last = NONE;
    for (int place : TimeOrder.of(times)) {
      link(place);
    }
  }

  /** What the table takes of the heap, without keys, and without values that are objects. */
  long bytes() {
    return columns.bytes() + index.bytes();
  }

  /**
   * The same without the room for further keys. So a small table that was larger once does not look
   * as if its keys were large.
   */
  long bytesInUse() {
    return size == 0 ? 0 : columns.bytes() * size / columns.places() + index.bytes();
  }
}
