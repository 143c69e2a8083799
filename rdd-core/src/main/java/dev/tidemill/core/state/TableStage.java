package dev.tidemill.core.state;

import dev.tidemill.core.codec.Isolation.Copies;
import dev.tidemill.core.state.StateStore.Removal;
import java.io.IOException;
import java.util.Arrays;

/**
 * A step of a table that is being worked out. Keys that come in get their places at once, without a
 * value; all else stays in arrays of the stage, so that a key costs one search, however often the
 * step meets it. Used again for every step.
 */
final class TableStage<K, S> implements StateStore.Stage<K, S> {
  private static final byte WRITTEN = 1;
  private static final byte TOUCHED = 2;
  private static final byte NEW = 4;
  private static final int KEPT_ENTRIES = 1 << 16;

  private final TableStore<K, S> store;
  private final KeyTable table;
  private final KeyColumns columns;
  private final Copies copies;
  private int[] places = new int[16];
  private Object[] values = new Object[16];
  private byte[] flags = new byte[16];
  private int[] hashes = new int[16];
  private int count;
  private int absent;
  private long time;
  private int published;
  private long visited;
  private int timedOut;
  private int evicted;
  private int idle;

  TableStage(TableStore<K, S> store, KeyTable table, Copies copies) {
    this.store = store;
    this.table = table;
    this.columns = table.columns();
    this.copies = copies;
  }

  void begin(long at, int size) {
    absent = 0;
    visited = 0;
    timedOut = 0;
    evicted = 0;
    time = at;
    published = size;
    idle = table.isOrdered() ? table.oldest() : -1;
  }

  /** Lets go of what it has staged, and of the room that only an unusually large step needs. */
  private void end() {
    Arrays.fill(values, 0, count, null);
    if (places.length > KEPT_ENTRIES) {
      resize(KEPT_ENTRIES);
    }
    count = 0;
  }

  private void resize(int length) {
    places = Arrays.copyOf(places, length);
    values = Arrays.copyOf(values, length);
    flags = Arrays.copyOf(flags, length);
  }

  @Override
  public int entry(K key) {
    int hash = KeyIndex.hash(key);
    int place = table.find(key, hash);
    return place < 0 ? bringIn(key, hash) : entryAt(place);
  }

  @Override
  public void entries(Object[] keys, int number, int[] entries) {
    if (hashes.length < number) {
      hashes = new int[number];
    }
    for (int i = 0; i < number; i++) {
      hashes[i] = KeyIndex.hash(keys[i]);
    }
    table.findAll(keys, hashes, number, entries);
    for (int i = 0; i < number; i++) {
      @SuppressWarnings("unchecked") // the caller has only keys of the state
      K key = (K) keys[i];
      entries[i] = entries[i] < 0 ? search(key, hashes[i]) : entryAt(entries[i]);
    }
  }

  /** It may have come in since it was not found. */
  private int search(K key, int hash) {
    int place = table.find(key, hash);
    return place < 0 ? bringIn(key, hash) : entryAt(place);
  }

  private int bringIn(K key, int hash) {
    int place;
    synchronized (store) { // columns may grow
      place = table.add(copies.of(key), hash, KeyTable.ABSENT, time);
    }
    absent++;
    return add(place, KeyTable.ABSENT, NEW);
  }

  private int entryAt(int place) {
    int mark = columns.mark(place);
    return mark == 0 ? add(place, columns.value(place), (byte) 0) : mark - 1;
  }

  private int add(int place, Object value, byte flag) {
    if (count == places.length) {
      resize(2 * count);
    }
    places[count] = place;
    values[count] = value;
    flags[count] = flag;
    columns.mark(place, count + 1);
    visited++;
    return count++;
  }

  @Override
  @SuppressWarnings("unchecked") // columns hold only keys
  public K key(int entry) {
    return (K) columns.key(places[entry]);
  }

  @Override
  public boolean exists(int entry) {
    return values[entry] != KeyTable.ABSENT;
  }

  @Override
  @SuppressWarnings("unchecked") // and values
  public S value(int entry) {
    return values[entry] == KeyTable.ABSENT ? null : (S) values[entry];
  }

  @Override
  public void put(int entry, S value) {
    if (values[entry] == KeyTable.ABSENT) {
      absent--;
    }
    values[entry] = value;
    flags[entry] |= WRITTEN | TOUCHED;
  }

  @Override
  public void remove(int entry, Removal why) {
    if (values[entry] != KeyTable.ABSENT) {
      values[entry] = KeyTable.ABSENT;
      absent++;
      if (why == Removal.TIMED_OUT) {
        timedOut++;
      } else if (why == Removal.EVICTED) {
        evicted++;
      }
    }
  }

  @Override
  public void touch(int entry) {
    flags[entry] |= TOUCHED;
  }

  @Override
  public int nextIdle(long before) {
    while (idle >= 0 && columns.mark(idle) != 0) {
      idle = table.younger(idle);
    }
    if (idle < 0 || table.time(idle) >= before) {
      return -1;
    }
    return entryAt(idle);
  }

  @Override
  public void eachOther(StateStore.Visitor<K, S> visitor) throws Exception {
    for (int place = 0; place < published; place++) {
      if (columns.mark(place) == 0) {
        visit(place, visitor);
      }
    }
  }

  @SuppressWarnings("unchecked") // columns hold only keys and values
  private void visit(int place, StateStore.Visitor<K, S> visitor) throws Exception {
    S value = (S) columns.value(place);
    S next = visitor.visit((K) columns.key(place), value);
    visited++;
    if (next != value) {
      int entry = entryAt(place);
      visited--; // counted above
      if (next == null) {
        remove(entry, Removal.ASKED);
      } else {
        put(entry, next);
      }
    }
  }

  @Override
  public long size() {
    return table.size() - absent;
  }

  @Override
  public void writeTo(StateLog log) throws IOException {
    for (int entry = 0; entry < count; entry++) {
      if (!exists(entry)) {
        if (!isNew(entry)) {
          log.removed(key(entry));
        }
      } else if (isWritten(entry) || (table.isOrdered() && isTouched(entry))) {
        log.put(key(entry), values[entry], time);
      }
    }
  }

  @Override
  public void publish(boolean keepBefore) {
    store.publish(this, keepBefore);
    end();
  }

  @Override
  public void discard() {
    store.discard(this);
    end();
  }

  int count() {
    return count;
  }

  int place(int entry) {
    return places[entry];
  }

  boolean isWritten(int entry) {
    return (flags[entry] & WRITTEN) != 0;
  }

  boolean isTouched(int entry) {
    return (flags[entry] & TOUCHED) != 0;
  }

  long time() {
    return time;
  }

  /** The places of keys that are to go, the last ones first: so none of them moves meanwhile. */
  int[] removedPlaces(int removed) {
    int[] from = new int[removed];
    int next = removed;
    for (int entry = 0; entry < count; entry++) {
      if (!exists(entry)) {
        from[--next] = -places[entry];
      }
    }
    Arrays.sort(from);
    for (int i = 0; i < removed; i++) {
      from[i] = -from[i];
    }
    return from;
  }

  boolean isNew(int entry) {
    return (flags[entry] & NEW) != 0;
  }

  StateCounts counts(long keys, long bytes, long updated, long removed) {
    return new StateCounts(keys, bytes, visited, updated, removed, timedOut, evicted);
  }
}
