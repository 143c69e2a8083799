package dev.tidemill.dstream.window;

import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.StagedStep;
import dev.tidemill.core.state.StateLog;
import dev.tidemill.core.state.StateWalk;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

/**
 * One partition of a window: the keys that have panes in it, and for each pane the keys that it
 * has. A step touches the keys of the panes that enter and leave, and no others. Keys come in the
 * order in which they entered.
 *
 * <p>Used by one thread at a time.
 */
final class WindowTable<K, V> {
  /** The keys of one pane. */
  private record Pane<K, V>(long time, List<WindowKey<K, V>> entries) {}

  private final Function<K, KeyPanes<V>> newKey;
  private final WindowKeys<K, V> keys = new WindowKeys<>();
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
    WindowKey<K, V> entry = keys.of(key);
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
    keys.remove(key);
  }

  /** Goes through the keys that there are now; those that have gone meanwhile are left out. */
  StateWalk walk() {
    WindowKeys<K, V>.Cursor cursor = keys.cursor();
    return log -> {
      while (!log.isFull() && !cursor.isAtEnd()) {
        WindowKey<K, V> entry = cursor.next();
        if (entry != null && entry.panes != null) {
          log.put(entry.key, entry.panes.value(), StateLog.NO_TIME);
        }
      }
      return cursor.isAtEnd();
    };
  }

  /**
   * Works a step out.
   *
   * @param after panes up to this time leave, those after it stay
   * @param input in the order of panes, each key once in a pane
   */
  StagedStep<Tuple2<K, V>> step(long after, Iterator<InPane<K, V>> input) throws Exception {
    List<WindowKey<K, V>> touched = new ArrayList<>();
    List<Pane<K, V>> leaving = new ArrayList<>();
    boolean done = false;
    try {
      for (Pane<K, V> pane : panes) {
        if (pane.time() > after) {
          break;
        }
        leaving.add(pane);
        for (WindowKey<K, V> entry : pane.entries()) {
          touch(entry, touched).leave();
        }
      }
      List<Pane<K, V>> entering = enter(after, input, touched);
      for (WindowKey<K, V> entry : touched) {
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
      long after, Iterator<InPane<K, V>> input, List<WindowKey<K, V>> touched) throws Exception {
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
      WindowKey<K, V> entry = keys.of(record.key());
      if (record.pane() <= restored) {
        touch(entry, touched).enterAgain(record.value());
      } else {
        touch(entry, touched).enter(record.value());
      }
      pane.entries().add(entry);
    }
    return entering;
  }

  private KeyPanes<V> touch(WindowKey<K, V> entry, List<WindowKey<K, V>> touched) {
    if (entry.nextPanes == null) {
      touched.add(entry);
      entry.nextPanes = entry.panes == null ? newKey.apply(entry.key) : entry.panes.copy();
    }
    return entry.nextPanes;
  }

  private void settle(WindowKey<K, V> entry) throws Exception {
    entry.over = !entry.nextPanes.settle();
    boolean shown = !entry.over && entry.nextPanes.isShown();
    entry.nextPair = shown ? new Tuple2<>(entry.key, entry.nextPanes.value()) : null;
  }

  /** The step failed: the entry is as before. */
  private void untouch(WindowKey<K, V> entry) {
    entry.nextPanes = null;
    entry.nextPair = null;
    entry.over = false;
    if (entry.panes == null) {
      keys.remove(entry.key);
    }
  }

  /** A step that has been worked out. */
  private final class Step implements StagedStep<Tuple2<K, V>> {
    private final List<WindowKey<K, V>> touched;
    private final int leaving;
    private final List<Pane<K, V>> entering;

    Step(List<WindowKey<K, V>> touched, int leaving, List<Pane<K, V>> entering) {
      this.touched = touched;
      this.leaving = leaving;
      this.entering = entering;
    }

    @Override
    public void changes(StateLog log) throws IOException {
      for (WindowKey<K, V> entry : touched) {
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
      for (WindowKey<K, V> entry : touched) {
        if (entry.over) {
          keys.remove(entry.key);
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
      List<Tuple2<K, V>> records = new ArrayList<>(keys.size());
      keys.forEach(
          entry -> {
            if (entry.pair != null) {
              records.add(entry.pair);
            }
          });
      return records;
    }
  }
}
