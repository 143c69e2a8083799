package dev.tidemill.core.plan;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Combines the values of each key: an open-addressing index over keys and values that lie densely
 * in the order in which the keys were first seen. So a walk costs no empty slots and its order
 * depends on the input only. Null is a key like any other. Not thread-safe.
 */
final class CombineTable<K, C> {
  private static final int FIRST_SLOTS = 16;
  private static final long FREE = 0;

  // A slot is FREE, or the key's hash above one more than its place in the dense arrays. With the
  // hash in the slot, other keys on the way are passed without touching what they refer to.
  private long[] slots = new long[FIRST_SLOTS];
  private Object[] keys = new Object[FIRST_SLOTS / 2];
  private Object[] values = new Object[FIRST_SLOTS / 2];
  private int size;

  /** Adds one value: the first of a key is created, every further one merged in. */
  @SuppressWarnings("unchecked") // values holds only C
  <V> void add(K key, V value, Function<V, C> create, Function2<C, V, C> merge) throws Exception {
    int hash = spread(key);
    int mask = slots.length - 1;
    int slot = hash & mask;
    for (long entry = slots[slot]; entry != FREE; entry = slots[slot]) {
      int place = (int) entry - 1;
      if ((int) (entry >>> 32) == hash && same(keys[place], key)) {
        values[place] = merge.call((C) values[place], value);
        return;
      }
      slot = (slot + 1) & mask;
    }
    refuseArray(key);
    C created = create.call(value);
    if (size == keys.length) {
      grow();
      insert(entry(hash, size));
    } else {
      slots[slot] = entry(hash, size);
    }
    keys[size] = key;
    values[size] = created;
    size++;
  }

  private static int spread(Object key) {
    int hash = key == null ? 0 : key.hashCode() * 0x9e3779b9;
    return hash ^ (hash >>> 16);
  }

  private static boolean same(Object a, Object b) {
    return a == b || (a != null && a.equals(b));
  }

  /** Arrays are equal only to themselves, so combining by them would silently combine nothing. */
  static void refuseArray(Object key) throws SparkException {
    if (key != null && key.getClass().isArray()) {
      throw new SparkException(
          "Cannot use map-side combining with array keys: "
              + key.getClass().getSimpleName()
              + "; use a string or a list of the elements as the key.");
    }
  }

  private void grow() {
    int capacity = keys.length * 2;
    keys = Arrays.copyOf(keys, capacity);
    values = Arrays.copyOf(values, capacity);
    long[] before = slots;
    slots = new long[capacity * 2];
    for (long entry : before) {
      if (entry != FREE) {
        insert(entry);
      }
    }
  }

  private static long entry(int hash, int place) {
    return (long) hash << 32 | (place + 1);
  }

  private void insert(long entry) {
    int mask = slots.length - 1;
    int slot = (int) (entry >>> 32) & mask;
    while (slots[slot] != FREE) {
      slot = (slot + 1) & mask;
    }
    slots[slot] = entry;
  }

  /** The keys with their combined values. Nothing may be added any more. */
  Iterator<Tuple2<K, C>> iterator() {
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      @SuppressWarnings("unchecked") // keys holds only K, values only C
      public Tuple2<K, C> next() {
        if (next == size) {
          throw new NoSuchElementException();
        }
        Tuple2<K, C> pair = new Tuple2<>((K) keys[next], (C) values[next]);
        next++;
        return pair;
      }
    };
  }
}
