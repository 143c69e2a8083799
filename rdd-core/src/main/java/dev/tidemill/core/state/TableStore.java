package dev.tidemill.core.state;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Isolation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/**
 * A partition of a state in the memory of this process: the latest version in a table, earlier ones
 * as what later steps have changed ({@link ReverseDelta}). So keeping a version costs what has
 * changed since, and a version that nobody may ask for costs nothing.
 *
 * <p>What functions see of keys and values is theirs; what is stored is shared with nobody who
 * might change it ({@link Isolation}).
 */
public final class TableStore<K, S> implements StateStore<K, S> {
  private final Isolation isolation;
  private final KeyTable table;
  private final TableStage<K, S> stage;
  private final SizeSamples sizes = new SizeSamples();
  // Below, and what lies in the table's published places: changed under this monitor. Only the
  // thread that works on stages changes anything, so that it may read without.
  private final Deque<ReverseDelta> deltas = new ArrayDeque<>();
  private int published;
  private long time = Long.MIN_VALUE;
  private StateCounts counts = StateCounts.NONE;
  private boolean disordered;
  // The latest that was asked for: null, or of the version below and what has changed until time.
  private Overlay overlay;
  private long overlayVersion;

  /**
   * @param ordered whether it is known when keys were touched: for timeouts and evictions
   */
  public TableStore(boolean ordered, Isolation isolation) {
    this.isolation = isolation;
    this.table = new KeyTable(ordered);
    this.stage = new TableStage<>(this, table, isolation.copies());
  }

  @Override
  public synchronized long size() {
    return published;
  }

  @Override
  public synchronized long time() {
    return time;
  }

  @Override
  public Stage<K, S> stage(long time) {
    if (disordered) {
      table.order();
      disordered = false;
    }
    stage.begin(time, published);
    return stage;
  }

  @Override
  public synchronized Iterator<Tuple2<K, S>> read(long version) {
    return new VersionReader<>(this, version, sizeOf(version), isolation.copies());
  }

  private int sizeOf(long version) {
    if (version == time) {
      return published;
    }
    for (ReverseDelta delta : deltas) {
      if (delta.before() == version) {
        return delta.sizeBefore();
      }
    }
    throw new IllegalStateException(
        "The state at "
            + version
            + " ms is not kept any more; it is at "
            + time
            + " ms. Use what a batch gives while the batch runs, or keep it longer by"
            + " remember(duration).");
  }

  /** Copies what a version has in neighbouring places; how many. */
  synchronized int copy(long version, int from, int to, Object[] target) {
    sizeOf(version); // it may have been forgotten meanwhile
    int end = from;
    if (from < published) {
      end += table.columns().copy(from, Math.min(to, published), target);
    }
    if (end == from) {
      end = to; // all of it is gone: the deltas have it
    }
    if (version != time) {
      overlay(version).lay(from, end, target);
    }
    return end - from;
  }

  /** Made once for all blocks that a reader asks for. */
  private Overlay overlay(long version) {
    if (overlay == null || overlayVersion != version) {
      Deque<ReverseDelta> since = new ArrayDeque<>(deltas);
      while (since.element().before() != version) {
        since.remove();
      }
      overlay = Overlay.of(since);
      overlayVersion = version;
    }
    return overlay;
  }

  @Override
  public synchronized void forget(long before) {
    while (!deltas.isEmpty() && deltas.element().before() < before) {
      deltas.remove();
    }
    overlay = null;
  }

  /** How many versions can be read. */
  public synchronized int versions() {
    return deltas.size() + 1;
  }

  /**
   * From the last place to the first: a key that moves, moves to an earlier place, where the walk
   * meets it again if it has not met it yet.
   */
  @Override
  public StateWalk walk() {
    int[] next = {published};
    KeyColumns columns = table.columns();
    return log -> {
      next[0] = Math.min(next[0], published);
      while (next[0] > 0 && !log.isFull()) {
        int place = --next[0];
        long touched = table.isOrdered() ? table.time(place) : StateLog.NO_TIME;
        log.put(columns.key(place), columns.value(place), touched);
      }
      return next[0] == 0;
    };
  }

  @Override
  public synchronized void restore(KeyBlock keys) {
    int count = keys.count();
    int[] hashes = new int[count];
    int[] places = new int[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = KeyIndex.hash(keys.key(i));
    }
    table.findAll(keys.keys(), hashes, count, places);
    for (int i = 0; i < count; i++) {
      // One that was not there may have come in since.
      int place = places[i] < 0 ? table.find(keys.key(i), hashes[i]) : places[i];
      restore(place, hashes[i], keys.key(i), keys.value(i), keys.time(i));
    }
    overlay = null;
  }

  private void restore(int found, int hash, Object key, Object value, long at) {
    int place = found;
    look(key, value);
    disordered |= table.isOrdered() && table.isYounger(at);
    if (place < 0) {
      place = table.add(key, hash, value, at);
      published++;
    } else {
      noteInLast(place);
      table.columns().value(place, value);
    }
    if (table.isOrdered()) {
      table.touch(place, at);
    }
  }

  @Override
  public synchronized void remove(K key) {
    int place = table.find(key, KeyIndex.hash(key));
    if (place >= 0) {
      noteInLast(place);
      noteInLast(table.size() - 1);
      table.remove(place);
      published--;
      overlay = null;
    }
  }

  /** A number in a column takes what the table says that it takes. */
  private void look(Object key, Object value) {
    sizes.look(key, table.columns().holdsNumbersOnly() ? null : value);
  }

  /** What is put right belongs to the last step. */
  private void noteInLast(int place) {
    if (!deltas.isEmpty()) {
      note(deltas.getLast(), place);
    }
  }

  private void note(ReverseDelta delta, int place) {
    delta.note(place, table.columns().key(place), table.columns().value(place));
  }

  @Override
  public synchronized void restored(long at) {
    time = at;
  }

  @Override
  public synchronized StateCounts counts() {
    return counts;
  }

  /** Makes what a stage has staged the latest version. */
  synchronized void publish(TableStage<K, S> staged, boolean keepBefore) {
    ReverseDelta delta = keepBefore ? new ReverseDelta(time, published, staged.count()) : null;
    KeyColumns columns = table.columns();
    int updated = 0;
    int gone = 0;
    int removed = 0;
    for (int entry = 0; entry < staged.count(); entry++) {
      int place = staged.place(entry);
      columns.mark(place, 0);
      if (!staged.exists(entry)) {
        removed++;
        gone += staged.isNew(entry) ? 0 : 1;
        continue;
      }
      if (staged.isWritten(entry)) {
        updated++;
        if (delta != null) {
          note(delta, place);
        }
        S value = staged.value(entry);
        columns.value(place, value);
        look(columns.key(place), value);
      }
      if (table.isOrdered() && staged.isTouched(entry)) {
        table.touch(place, staged.time());
      }
    }
    if (removed > 0) {
      for (int place : staged.removedPlaces(removed)) {
        if (delta != null) {
          note(delta, place);
          note(delta, table.size() - 1);
        }
        table.remove(place);
      }
    }
    if (delta != null) {
      deltas.add(delta);
    }
    published = table.size();
    time = staged.time();
    counts = staged.counts(published, sizes.bytes(published) + table.bytesInUse(), updated, gone);
    overlay = null;
  }

  /** Takes out the keys that a stage has brought in, which are the last ones. */
  synchronized void discard(TableStage<K, S> staged) {
    for (int entry = 0; entry < staged.count(); entry++) {
      table.columns().mark(staged.place(entry), 0);
    }
    while (table.size() > published) {
      table.remove(table.size() - 1);
    }
  }
}
