package dev.tidemill.dstream.window;

/**
 * A queue that is copied in constant time: copies share what both have, until one of them grows.
 */
final class Fifo<V> {
  private Object[] items = new Object[2];
  private int first;
  private int end;

  Fifo<V> copy() {
    Fifo<V> copy = new Fifo<>();
    copy.items = items;
    copy.first = first;
    copy.end = end;
    return copy;
  }

  /** Only the youngest copy of a queue may be added to. */
  void add(V item) {
    if (end == items.length) {
      Object[] larger = new Object[Math.max(2, 2 * (end - first))];
      System.arraycopy(items, first, larger, 0, end - first);
      items = larger;
      end -= first;
      first = 0;
    }
    items[end++] = item;
  }

  @SuppressWarnings("unchecked") // items holds only V
  V remove() {
    return (V) items[first++];
  }

  boolean isEmpty() {
    return first == end;
  }
}
