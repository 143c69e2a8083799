package dev.tidemill.core.memory;

import dev.tidemill.Tuple2;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Keys and values that lie densely in the order in which they were put, below an open-addressing
 * index. So a walk costs no empty slots and its order depends on the input only. Null is a key like
 * any other. Not thread-safe.
 */
final class DenseTable<K, C> {
  private static final int FIRST_SLOTS = 16;
  private static final long FREE = 0;
  // Of the arrays, for each place: two slots, a key, a value, a sequence number.
  private static final int BYTES_A_PLACE = 5 * Long.BYTES;

  // A slot is FREE, or the key's hash above one more than its place in the dense arrays. With the
  // hash in the slot, other keys on the way are passed without touching what they refer to.
  private long[] slots = new long[FIRST_SLOTS];
  private Object[] keys = new Object[FIRST_SLOTS / 2];
  private Object[] values = new Object[FIRST_SLOTS / 2];
  // Null while every key's sequence number is its place.
  private long[] sequences;
  private int size;

  static int hash(Object key) {
    int hash = key == null ? 0 : key.hashCode() * 0x9e3779b9;
    return hash ^ (hash >>> 16);
  }

  /** The key's place, or the complement of the slot where it belongs. */
  int find(int hash, Object key) {
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (long entry = slots[slot]; entry != FREE; entry = slots[slot]) {
      int place = (int) entry - 1;
      if ((int) (entry >>> 32) == hash && same(keys[place], key)) {
        return place;
      }
      slot = (slot + 1) & mask;
    }
    return ~slot;
  }

  private static boolean same(Object a, Object b) {
    return a == b || (a != null && a.equals(b));
  }

  @SuppressWarnings("unchecked") // keys holds only K
  K key(int place) {
    return (K) keys[place];
  }

  @SuppressWarnings("unchecked") // values holds only C
  C value(int place) {
    return (C) values[place];
  }

  Object[] values() {
    return values;
  }

  void setValue(int place, C value) {
    values[place] = value;
  }

  /**
   * Puts a key that is not there.
   *
   * @param slot where {@link #find} says it belongs
   */
  void put(int slot, int hash, K key, C value, long sequence) {
    if (isFull()) {
      grow();
      insert(entry(hash, size));
    } else {
      slots[slot] = entry(hash, size);
    }
    append(key, value, sequence);
  }

  private void append(K key, C value, long sequence) {
    keys[size] = key;
    values[size] = value;
    if (sequences != null) {
      sequences[size] = sequence;
    }
    size++;
  }

  private static long entry(int hash, int place) {
    return (long) hash << 32 | (place + 1);
  }

  /** Whether the next key makes the arrays grow. */
  boolean isFull() {
    return size == keys.length;
  }

  private void grow() {
    int capacity = keys.length * 2;
    keys = Arrays.copyOf(keys, capacity);
    values = Arrays.copyOf(values, capacity);
    if (sequences != null) {
      sequences = Arrays.copyOf(sequences, capacity);
    }
    long[] before = slots;
    slots = new long[capacity * 2];
    for (long entry : before) {
      if (entry != FREE) {
        insert(entry);
      }
    }
  }

  private void insert(long entry) {
    int mask = slots.length - 1;
    int slot = (int) (entry >>> 32) & mask;
    while (slots[slot] != FREE) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
  }

  int size() {
    return size;
  }

  /** What the arrays hold, without keys and values. */
  long arrayBytes() {
    return (long) BYTES_A_PLACE * keys.length;
  }

  /** From now on sequence numbers are kept; those of the keys so far are their places. */
  void keepSequences() {
    if (sequences == null) {
      sequences = new long[keys.length];
      Arrays.setAll(sequences, place -> place);
    }
  }

  long sequence(int place) {
    return sequences == null ? place : sequences[place];
  }

  Tuple2<K, C> pair(int place) {
    return new Tuple2<>(key(place), value(place));
  }

  /** As {@link #pair}, and forgets it. The table can only be read from now on. */
  Tuple2<K, C> take(int place) {
    Tuple2<K, C> pair = pair(place);
    keys[place] = null;
    values[place] = null;
    return pair;
  }

  Sequenced<K, C> sequenced(int place) {
    return new Sequenced<>(sequence(place), pair(place));
  }

  /** By place. Taken from the slots, so that the program's own code is not asked again. */
  int[] hashes() {
    int[] hashes = new int[size];
    for (long entry : slots) {
      if (entry != FREE) {
        hashes[(int) entry - 1] = (int) (entry >>> 32);
      }
    }
    return hashes;
  }

  /** Keeps those in the wanted places, in order, and gives arrays back that are too large. */
  @SuppressWarnings("unchecked") // keys holds only K, values only C
  void retain(int[] hashes, IntPredicate wanted) {
    Object[] allKeys = keys;
    Object[] allValues = values;
    long[] allSequences = sequences;
    clear();
    for (int place = 0; place < hashes.length; place++) {
      if (wanted.test(place)) {
        if (isFull()) {
          grow();
        }
        insert(entry(hashes[place], size));
        append((K) allKeys[place], (C) allValues[place], allSequences[place]);
      }
    }
  }

  /** Forgets all, and gives the arrays back. */
  void clear() {
    slots = new long[FIRST_SLOTS];
    keys = new Object[FIRST_SLOTS / 2];
    values = new Object[FIRST_SLOTS / 2];
    sequences = sequences == null ? null : new long[FIRST_SLOTS / 2];
    size = 0;
  }
}
