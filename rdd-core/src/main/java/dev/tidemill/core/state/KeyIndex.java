package dev.tidemill.core.state;

import java.util.Arrays;

/**
 * Finds the places of keys by their hashes: extendible hashing (Fagin, Nievergelt, Pippenger,
 * Strong, 1979) over segments of open addressing. A full segment is cut in two, so growing never
 * moves more than a few hundred entries at a time; all that is copied whole is the directory, which
 * has one reference for hundreds of keys.
 *
 * <pre>
 *   hash   = directory bits (top)  ...  slot bits (low)
 *   slot   = 0: free, or tag (5 bits) | place + 1 (27 bits)
 * </pre>
 *
 * The tag is another part of the hash, so that other keys on the way are mostly passed without a
 * look at what is known of them.
 */
final class KeyIndex {
  /** As many keys as a slot can tell apart. */
  static final int MOST_KEYS = (1 << 27) - 2;

  private static final int FIRST_SLOTS = 16;
  private static final int MOST_SLOTS = 1024;
  private static final int PLACE = (1 << 27) - 1;
  private static final int TAG_SHIFT = 11;

  private static final class Segment {
    int[] slots;
    int count;
    // How many of the top bits of their hashes its keys have in common.
    final int depth;
    final int limit;

    Segment(int slots, int depth, int limit) {
      this.slots = new int[slots];
      this.depth = depth;
      this.limit = limit;
    }
  }

  private final KeyColumns columns;
  private Segment[] directory = {new Segment(FIRST_SLOTS, 0, limit(0))};
  // How many top bits of a hash choose the segment.
  private int depth;
  private int segments = 1;
  // Of all segments.
  private long slots = FIRST_SLOTS;
  private int moved;

  // Of no meaning: keeps the compiler from leaving out what only touches memory.
  @SuppressWarnings("unused")
  private int touched;

  KeyIndex(KeyColumns columns) {
    this.columns = columns;
  }

  /** All bits of the result depend on all bits of the key's own hash. */
  static int hash(Object key) {
    int hash = key == null ? 0 : key.hashCode();
    hash = (hash ^ hash >>> 16) * 0x85ebca6b;
    hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
    return hash ^ hash >>> 16;
  }

  /**
   * How many keys a segment takes: half to three quarters of its slots, each segment another
   * number, since keys come to all alike and not all are to be cut in the same batch.
   */
  private static int limit(int number) {
    return MOST_SLOTS / 2 + (hash(number * 31 + 7) & (MOST_SLOTS / 4 - 1));
  }

  private Segment segment(int hash) {
    return directory[depth == 0 ? 0 : hash >>> (Integer.SIZE - depth)];
  }

  private static int slot(int hash, int place) {
    return (hash >>> TAG_SHIFT) << 27 | (place + 1);
  }

  /** The place of a key, or -1. */
  int find(Object key, int hash) {
    int[] slots = segment(hash).slots;
    int mask = slots.length - 1;
    int tag = (hash >>> TAG_SHIFT) << 27;
    for (int at = hash & mask; ; at = (at + 1) & mask) {
      int slot = slots[at];
      if (slot == 0) {
        return -1;
      }
      if ((slot & ~PLACE) == tag) {
        int place = (slot & PLACE) - 1;
        if (columns.hash(place) == hash && same(columns.key(place), key)) {
          return place;
        }
      }
    }
  }

  /**
   * Finds the places of many keys, or -1 for each. What a search touches lies anywhere in memory
   * and depends on what it touched before; so all searches take each of their steps together, and
   * wait for memory at the same time.
   */
  void findAll(Object[] keys, int[] hashes, int count, int[] places) {
    int sum = 0;
    for (int i = 0; i < count; i++) {
      int[] slots = segment(hashes[i]).slots;
      sum += slots[hashes[i] & (slots.length - 1)];
    }
    for (int i = 0; i < count; i++) {
      places[i] = firstAlike(hashes[i]);
    }
    for (int i = 0; i < count; i++) {
      int place = places[i];
      if (place >= 0) {
        sum += columns.hash(place) + (columns.key(place) == null ? 1 : 0);
      }
    }
    for (int i = 0; i < count; i++) {
      int place = places[i];
      if (place >= 0) {
        sum += columns.key(place) instanceof String text ? text.length() : 0;
        sum += columns.touchValue(place);
      }
    }
    touched = sum;
    for (int i = 0; i < count; i++) {
      places[i] = find(keys[i], hashes[i]);
    }
  }

  /** The place of the first key with the same tag, nearly always the right one; or -1. */
  private int firstAlike(int hash) {
    int[] slots = segment(hash).slots;
    int mask = slots.length - 1;
    int tag = (hash >>> TAG_SHIFT) << 27;
    int at = hash & mask;
    while (slots[at] != 0 && (slots[at] & ~PLACE) != tag) {
      at = (at + 1) & mask;
    }
    return (slots[at] & PLACE) - 1;
  }

  private static boolean same(Object a, Object b) {
    return a == b || (a != null && a.equals(b));
  }

  /** Adds a key that is not there and whose columns are. */
  void add(int hash, int place) {
    Segment segment = segment(hash);
    while (isFull(segment)) {
      makeRoom(segment, hash);
      segment = segment(hash);
    }
    insert(segment, hash, slot(hash, place));
  }

  private static boolean isFull(Segment segment) {
    int most = segment.slots.length * 5 / 8;
    return segment.count
        >= (segment.slots.length > MOST_SLOTS ? most : Math.min(segment.limit, most));
  }

  private void insert(Segment segment, int hash, int slot) {
    int mask = segment.slots.length - 1;
    int at = hash & mask;
    while (segment.slots[at] != 0) {
      at = (at + 1) & mask;
    }
    segment.slots[at] = slot;
    segment.count++;
  }

  private void makeRoom(Segment segment, int hash) {
    if (segment.slots.length < MOST_SLOTS || !mayBeCut(segment)) {
      int[] before = segment.slots;
      segment.slots = new int[2 * before.length];
      slots += before.length;
      segment.count = 0;
      refill(segment, before);
    } else {
      cut(segment, hash);
    }
  }

  /** Not where it is hashes that are alike, and a directory of any size would not help. */
  private boolean mayBeCut(Segment segment) {
    return segment.depth < depth
        || (directory.length <= 8 * segments && depth < Integer.SIZE - TAG_SHIFT);
  }

  private void refill(Segment segment, int[] slots) {
    for (int slot : slots) {
      if (slot != 0) {
        insert(segment, columns.hash((slot & PLACE) - 1), slot);
        moved++;
      }
    }
  }

  private void cut(Segment segment, int hash) {
    if (segment.depth == depth) {
      Segment[] wider = new Segment[2 * directory.length];
      for (int i = 0; i < wider.length; i++) {
        wider[i] = directory[i >>> 1];
      }
      directory = wider;
      depth++;
    }
    int next = segment.depth + 1;
    int shift = depth - next;
    // The entries of the directory that lead to the segment, in two halves.
    int first = segment.depth == 0 ? 0 : hash >>> (Integer.SIZE - segment.depth) << (shift + 1);
    int length = segment.slots.length;
    Segment low = new Segment(length, next, limit(2 * segments));
    Segment high = new Segment(length, next, limit(2 * segments + 1));
    slots += length;
    Arrays.fill(directory, first, first + (1 << shift), low);
    Arrays.fill(directory, first + (1 << shift), first + (2 << shift), high);
    segments++;
    for (int slot : segment.slots) {
      if (slot != 0) {
        int of = columns.hash((slot & PLACE) - 1);
        insert((of >>> (Integer.SIZE - next) & 1) == 0 ? low : high, of, slot);
        moved++;
      }
    }
  }

  /** Says that a key's columns lie in another place now. */
  void move(int hash, int from, int to) {
    int[] slots = segment(hash).slots;
    slots[at(slots, hash, from)] = slot(hash, to);
  }

  /** Takes a key out. */
  void remove(int hash, int place) {
    Segment segment = segment(hash);
    int[] slots = segment.slots;
    int mask = slots.length - 1;
    int free = at(slots, hash, place);
    slots[free] = 0;
    segment.count--;
    // What was put behind the slot because it was taken moves up, so that no gap ends a search.
    for (int at = (free + 1) & mask; slots[at] != 0; at = (at + 1) & mask) {
      int home = columns.hash((slots[at] & PLACE) - 1) & mask;
      if (((at - home) & mask) >= ((at - free) & mask)) {
        slots[free] = slots[at];
        slots[at] = 0;
        free = at;
      }
    }
    join(segment, hash);
  }

  private static int at(int[] slots, int hash, int place) {
    int mask = slots.length - 1;
    int wanted = slot(hash, place);
    int at = hash & mask;
    while (slots[at] != wanted) {
      at = (at + 1) & mask;
    }
    return at;
  }

  /** Two segments that were one become one again once both are nearly empty. */
  private void join(Segment segment, int hash) {
    if (segment.depth == 0 || segment.count > MOST_SLOTS / 16) {
      return;
    }
    int shift = depth - segment.depth;
    int own = hash >>> (Integer.SIZE - segment.depth);
    Segment other = directory[(own ^ 1) << shift];
    if (other.depth != segment.depth || other.count > MOST_SLOTS / 16) {
      return;
    }
    Segment both = new Segment(MOST_SLOTS, segment.depth - 1, limit(2 * segments));
    slots += MOST_SLOTS - segment.slots.length - other.slots.length;
    refill(both, segment.slots);
    refill(both, other.slots);
    int first = (own >>> 1) << (shift + 1);
    Arrays.fill(directory, first, first + (2 << shift), both);
    segments--;
  }

  /** How many keys have been put into another segment, or into a larger one, so far. */
  int moved() {
    return moved;
  }

  /** What the index takes of the heap. */
  long bytes() {
    return 4L * directory.length + 56L * segments + 4 * slots;
  }
}
