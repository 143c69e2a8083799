package dev.tidemill.dstream.window;

import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.LiveState.Staged;
import dev.tidemill.core.state.StateLog;
import dev.tidemill.core.state.StateWalk;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One partition of a window: the keys that have panes in it, and for each pane the keys that it
 * has. A step touches the keys of the panes that enter and leave, and no others. Keys come in the
 * order in which they entered.
 *
 * <p>Used by one thread at a time.
 */
final class WindowTable<K, V> {
  private static final class Entry<K, V> {
    final K key;
    KeyPanes<V> panes;
    // Shown, or null; made once for each value.
    Tuple2<K, V> pair;
    // What takes their places when the step that is worked out is published; null if untouched.
    KeyPanes<V> nextPanes;
    Tuple2<K, V> nextPair;
    boolean over;

    Entry(K key) {
      this.key = key;
    }
  }

  /** The keys of one pane. */
  private record Pane<K, V>(long time, List<Entry<K, V>> entries) {}

  private final Function<K, KeyPanes<V>> newKey;
  private final Map<K, Entry<K, V>> entries = new LinkedHashMap<>();
  private final Deque<Pane<K, V>> panes = new ArrayDeque<>();
  // Panes up to this time are part of the values that were restored.
  private long restored = Long.MIN_VALUE;

  /**
   * @param newKey what is known of a key that comes in
   */
  WindowTable(Function<K, KeyPanes<V>> newKey) {
    this.newKey = newKey;
  }

  /** Puts a key back with the value that it had; its panes, if any are known, stay. */
  void restore(K key, V value) throws Exception {
    Entry<K, V> entry = entries.computeIfAbsent(key, Entry::new);
    KeyPanes<V> before = entry.panes == null ? newKey.apply(key) : entry.panes;
    entry.panes = before.having(value);
    entry.pair = entry.panes.isShown() ? new Tuple2<>(key, value) : null;
  }

  /** Panes up to this time, which come again, are part of the values already. */
  void restored(long time) {
    restored = time;
  }

  /** Takes a key out. */
  void remove(K key) {
    entries.remove(key);
  }

  /** Goes through the keys that there are now; those that have gone meanwhile are left out. */
  StateWalk walk() {
    Iterator<K> keys = new ArrayList<>(entries.keySet()).iterator();
    return log -> {
      while (keys.hasNext() && !log.isFull()) {
        Entry<K, V> entry = entries.get(keys.next());
        if (entry != null && entry.panes != null) {
          log.put(entry.key, entry.panes.value(), StateLog.NO_TIME);
        }
      }
      return !keys.hasNext();
    };
  }

  /**
   * Works a step out.
   *
   * @param after panes up to this time leave, those after it stay
   * @param input in the order of panes, each key once in a pane
   */
  Staged<Tuple2<K, V>> step(long after, Iterator<InPane<K, V>> input) throws Exception {
    List<Entry<K, V>> touched = new ArrayList<>();
    List<Pane<K, V>> leaving = new ArrayList<>();
    boolean done = false;
    try {
      for (Pane<K, V> pane : panes) {
        if (pane.time() > after) {
          break;
        }
        leaving.add(pane);
        for (Entry<K, V> entry : pane.entries()) {
          touch(entry, touched).leave();
        }
      }
      List<Pane<K, V>> entering = enter(after, input, touched);
      for (Entry<K, V> entry : touched) {
        settle(entry);
      }
      done = true;
      return new Step(touched, leaving.size(), entering);
    } finally {
      if (!done) {
        touched.forEach(this::untouch);
      }
    }
  }

  private List<Pane<K, V>> enter(
      long after, Iterator<InPane<K, V>> input, List<Entry<K, V>> touched) throws Exception {
    List<Pane<K, V>> entering = new ArrayList<>(1);
    Pane<K, V> pane = null;
    while (input.hasNext()) {
      InPane<K, V> record = input.next();
      if (record.pane() <= after) {
        continue; // it would have left already
      }
      if (pane == null || pane.time() != record.pane()) {
        pane = new Pane<>(record.pane(), new ArrayList<>());
        entering.add(pane);
      }
      Entry<K, V> entry = entries.computeIfAbsent(record.key(), Entry::new);
      if (record.pane() <= restored) {
        touch(entry, touched).enterAgain(record.value());
      } else {
        touch(entry, touched).enter(record.value());
      }
      pane.entries().add(entry);
    }
    return entering;
  }

  private KeyPanes<V> touch(Entry<K, V> entry, List<Entry<K, V>> touched) {
    if (entry.nextPanes == null) {
      touched.add(entry);
      entry.nextPanes = entry.panes == null ? newKey.apply(entry.key) : entry.panes.copy();
    }
    return entry.nextPanes;
  }

  private void settle(Entry<K, V> entry) throws Exception {
    entry.over = !entry.nextPanes.settle();
    boolean shown = !entry.over && entry.nextPanes.isShown();
    entry.nextPair = shown ? new Tuple2<>(entry.key, entry.nextPanes.value()) : null;
  }

  /** The step failed: the entry is as before. */
  private void untouch(Entry<K, V> entry) {
    entry.nextPanes = null;
    entry.nextPair = null;
    entry.over = false;
    if (entry.panes == null) {
      entries.remove(entry.key);
    }
  }

  /** A step that has been worked out. */
  private final class Step implements Staged<Tuple2<K, V>> {
    private final List<Entry<K, V>> touched;
    private final int leaving;
    private final List<Pane<K, V>> entering;

    Step(List<Entry<K, V>> touched, int leaving, List<Pane<K, V>> entering) {
      this.touched = touched;
      this.leaving = leaving;
      this.entering = entering;
    }

    @Override
    public void changes(StateLog log) throws IOException {
      for (Entry<K, V> entry : touched) {
        if (entry.over) {
          log.removed(entry.key);
        } else {
          log.put(entry.key, entry.nextPanes.value(), StateLog.NO_TIME);
        }
      }
    }

    @Override
    public void discard() {
      touched.forEach(WindowTable.this::untouch);
    }

    @Override
    public void publish(boolean keepBefore) {
      for (Entry<K, V> entry : touched) {
        if (entry.over) {
          entries.remove(entry.key);
        }
        entry.panes = entry.nextPanes;
        entry.pair = entry.nextPair;
        entry.nextPanes = null;
        entry.nextPair = null;
      }
      for (int i = 0; i < leaving; i++) {
        panes.remove();
      }
      panes.addAll(entering);
    }

    @Override
    public List<Tuple2<K, V>> records() {
      List<Tuple2<K, V>> records = new ArrayList<>(entries.size());
      for (Entry<K, V> entry : entries.values()) {
        if (entry.pair != null) {
          records.add(entry.pair);
        }
      }
      return records;
    }
  }
}
