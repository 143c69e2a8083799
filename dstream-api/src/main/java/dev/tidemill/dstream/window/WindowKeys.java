package dev.tidemill.dstream.window;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The keys of a {@link WindowTable}, in the order in which they came. Can be gone over while keys
 * come and go, which no collection of the JDK allows without a copy.
 */
final class WindowKeys<K, V> {
  /**
   * Goes over the keys that are there when it is made; those that go before it has come to them are
   * passed over.
   *
   * <p>A key that goes keeps the neighbours that it had, so from any key on the way leads over keys
   * that came later, whichever of them have gone, to the end.
   */
  final class Cursor {
    private final long upTo = come;
    private WindowKey<K, V> next = first;

    /** The next key; null if there is none. */
    WindowKey<K, V> next() {
      while (!isAtEnd()) {
        WindowKey<K, V> key = next;
        next = key.after;
        if (!key.gone) {
          return key;
        }
      }
      return null;
    }

    boolean isAtEnd() {
      return next == null || next.number > upTo;
    }
  }

  private final Map<K, WindowKey<K, V>> byKey = new HashMap<>();
  private WindowKey<K, V> first;
  private WindowKey<K, V> last;
  private long come; // how many keys have come

  /** Makes the key come if it is not there. */
  WindowKey<K, V> of(K key) {
    return byKey.computeIfAbsent(key, this::append);
  }

  private WindowKey<K, V> append(K key) {
    WindowKey<K, V> added = new WindowKey<>(key, ++come);
    added.before = last;
    if (last == null) {
      first = added;
    } else {
      last.after = added;
    }
    last = added;
    return added;
  }

  /** Has the key go, if it is there. */
  void remove(K key) {
    WindowKey<K, V> gone = byKey.remove(key);
    if (gone == null) {
      return;
    }
    gone.gone = true;
    if (gone.before == null) {
      first = gone.after;
    } else {
      gone.before.after = gone.after;
    }
    if (gone.after == null) {
      last = gone.before;
    } else {
      gone.after.before = gone.before;
    }
  }

  int size() {
    return byKey.size();
  }

  void forEach(Consumer<WindowKey<K, V>> action) {
    for (WindowKey<K, V> key = first; key != null; key = key.after) {
      action.accept(key);
    }
  }

  Cursor cursor() {
    return new Cursor();
  }
}
