package dev.tidemill.dstream.state;

import dev.tidemill.Tuple2;
import dev.tidemill.core.state.StateStore.Stage;
import java.util.Iterator;

/**
 * The records of a step, some at a time, with the entries of their keys: keys that are searched for
 * together wait for memory together. Initial values, which come first, are put on the way.
 */
final class Blocks<K, V, S> {
  private static final int LENGTH = 64;

  private final Stage<K, S> stage;
  private final Iterator<Object> input;
  private final boolean lastCounts;
  private final Object[] keys = new Object[LENGTH];
  private final Object[] values = new Object[LENGTH];
  private final int[] entries = new int[LENGTH];
  private int first;
  private int end;

  /**
   * @param input {@link InitialValue}s, then pairs of keys and values
   * @param lastCounts which of several initial values for a key counts: the last, or the first
   */
  Blocks(Stage<K, S> stage, Iterator<Object> input, boolean lastCounts) {
    this.stage = stage;
    this.input = input;
    this.lastCounts = lastCounts;
  }

  /** Goes on to the next records; there may be none among them that is to be looked at. */
  boolean next() {
    if (!input.hasNext()) {
      return false;
    }
    first = 0;
    end = 0;
    while (end < LENGTH && input.hasNext()) {
      Object record = input.next();
      if (record instanceof InitialValue initial) {
        keys[end] = initial.key();
        values[end++] = initial.value();
        first = end;
      } else {
        Tuple2<?, ?> pair = (Tuple2<?, ?>) record;
        keys[end] = pair._1;
        values[end++] = pair._2;
      }
    }
    stage.entries(keys, end, entries);
    putInitial();
    return true;
  }

  @SuppressWarnings("unchecked") // who gives the initial state has given only its values
  private void putInitial() {
    for (int i = 0; i < first; i++) {
      if (lastCounts || !stage.exists(entries[i])) {
        stage.put(entries[i], (S) values[i]);
      }
    }
  }

  /** Where the pairs of this block begin. */
  int first() {
    return first;
  }

  /** Behind the last one. */
  int end() {
    return end;
  }

  int entry(int at) {
    return entries[at];
  }

  @SuppressWarnings("unchecked") // the stream has only these
  K key(int at) {
    return (K) keys[at];
  }

  @SuppressWarnings("unchecked") // as above
  V value(int at) {
    return (V) values[at];
  }
}
