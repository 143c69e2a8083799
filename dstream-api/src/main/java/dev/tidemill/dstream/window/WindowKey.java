package dev.tidemill.dstream.window;

import dev.tidemill.Tuple2;

/** One key of a {@link WindowTable}. Used by one thread at a time. */
final class WindowKey<K, V> {
  final K key;
  // Those that came later have a higher one.
  final long number;
  KeyPanes<V> panes;
  // Shown, or null; made once for each value.
  Tuple2<K, V> pair;
  // What takes their places when the step that is worked out is published; null if untouched.
  KeyPanes<V> nextPanes;
  Tuple2<K, V> nextPair;
  boolean over;
  // Neighbours in the order in which keys came; those of one that has gone stay as they were.
  WindowKey<K, V> before;
  WindowKey<K, V> after;
  boolean gone;

  WindowKey(K key, long number) {
    this.key = key;
    this.number = number;
  }
}
