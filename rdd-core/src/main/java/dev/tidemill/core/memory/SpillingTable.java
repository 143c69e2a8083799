package dev.tidemill.core.memory;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Combines values by key. The result comes in the order in which the keys were first seen, and what
 * does not fit the memory goes to disk: that never shows, except in time.
 *
 * <p>When its reservation cannot grow, it moves about half of what it holds to disk, the largest
 * {@link Buckets} first. The values of their keys that come later follow as they are. The keys that
 * remain go on being combined in memory. At the end each bucket is combined by a fresh table, which
 * takes the next bits of the hashes, and what comes of it is written as a run in the order of first
 * sight. The runs are merged by that order.
 *
 * <pre>
 *   add ──► keys in memory ─────────────────────────────► run ─┐
 *     │          │ half of them, when memory is full           ├─► merged by first sight
 *     │          ▼                                             │
 *     └──► buckets on disk ──► a table for each ──► a run each ─┘
 * </pre>
 *
 * <p>So the functions of the program are called as often, and for each key in the same order, as if
 * all had fitted. What cannot be encoded stays in memory, and so do keys of equal hash, which no
 * bucket parts. Used by one thread.
 *
 * @param <V> the values that are added; of any type if there are several sources
 * @param <C> what the values of a key become
 */
public final class SpillingTable<K, V, C> implements Closeable {
  private final Workspace workspace;
  private final Combiner<V, C> combiner;
  private final int level;
  private final DenseTable<K, C> table = new DenseTable<>();
  private TableBytes bytes; // null while there is too little to count
  private OnDisk<K, C> disk; // null until the memory is full
  private int mergesUntilLook = SampledBytes.SHORTEST;
  private int newUntilLook = SampledBytes.SHORTEST;
  private long nextSequence;

  public SpillingTable(Workspace workspace, Combiner<V, C> combiner) {
    this(workspace, combiner, 0);
  }

  private SpillingTable(Workspace workspace, Combiner<V, C> combiner, int level) {
    this.workspace = workspace;
    this.combiner = combiner;
    this.level = level;
  }

  /**
   * Adds one value.
   *
   * @param source from which of several datasets; passed on to the combiner
   * @throws SparkException if the key is an array
   * @throws IOException if the disk fails, with what can be done
   * @throws Exception what the combiner throws
   */
  @SuppressWarnings("unchecked") // values holds only C
  public void add(int source, K key, V value) throws Exception {
    int hash = DenseTable.hash(key);
    int place = table.find(hash, key);
    if (place < 0) {
      addNew(~place, hash, source, key, value);
    } else if (--mergesUntilLook == 0) {
      mergeAndLook(place, source, value);
    } else {
      // Taken before the call, so that it need not be read again after it.
      Object[] values = table.values();
      values[place] = combiner.merge((C) values[place], source, value);
    }
  }

  private void mergeAndLook(int place, int source, V value) throws Exception {
    long before = ObjectWalk.measure(table.value(place));
    C after = combiner.merge(table.value(place), source, value);
    table.setValue(place, after);
    mergesUntilLook = bytes().lookAtMerge(before, ObjectWalk.measure(after), value);
    requireRoom(table.arrayBytes());
  }

  private void addNew(int slot, int hash, int source, K key, V value) throws Exception {
    ArrayKeys.refuse(key);
    long sequence = nextSequence++;
    int at = table.isFull() ? slotAfterMakingRoom(hash, key) : slot;
    if (isOnDisk(hash)) {
      disk.put(hash, sequence, source, key, value);
    } else {
      put(at, hash, key, combiner.create(source, value), sequence);
    }
  }

  /** Sees to it that the table may grow; its keys have moved then. */
  private int slotAfterMakingRoom(int hash, K key) throws IOException {
    if (!isOnDisk(hash)) {
      requireRoom(2 * table.arrayBytes());
    }
    return ~table.find(hash, key);
  }

  private boolean isOnDisk(int hash) {
    return disk != null && disk.has(hash);
  }

  private void put(int slot, int hash, K key, C combined, long sequence) throws IOException {
    table.put(slot, hash, key, combined, sequence);
    if (--newUntilLook == 0) {
      newUntilLook = bytes().lookAtNew(key, combined);
      requireRoom(table.arrayBytes());
    }
  }

  private TableBytes bytes() {
    if (bytes == null) {
      bytes = new TableBytes(workspace.budget().reserve());
    }
    return bytes;
  }

  private void requireRoom(long arrayBytes) throws IOException {
    if (bytes().fit(arrayBytes)) {
      return;
    }
    if (disk == null) {
      disk = new OnDisk<>(workspace, level);
    }
    if (!disk.hasRefused()) {
      disk.makeRoom(table, bytes, arrayBytes);
      // What was measured begins with looks close together.
      mergesUntilLook = SampledBytes.SHORTEST;
      newUntilLook = SampledBytes.SHORTEST;
    }
  }

  /** Whether nothing was moved to disk so far. */
  public boolean isAllInMemory() {
    return disk == null || !disk.isUsed();
  }

  /** Whether a value of the key was added; to be asked while all is in memory only. */
  public boolean has(K key) {
    return table.find(DenseTable.hash(key), key) >= 0;
  }

  /**
   * Every key with its combined values, once; what has been read is not held any more. Nothing may
   * be added. If something is on disk, all that is left to combine is combined now.
   *
   * @throws IOException if the disk fails, with what can be done
   * @throws Exception what the combiner throws
   */
  public Iterator<Tuple2<K, C>> result() throws Exception {
    if (isAllInMemory()) {
      return new Drained<>(table, bytes);
    }
    Iterator<Sequenced<K, C>> all = sequenced();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return all.hasNext();
      }

      @Override
      public Tuple2<K, C> next() {
        return all.next().pair();
      }
    };
  }

  private Iterator<Sequenced<K, C>> sequenced() throws Exception {
    Iterator<Sequenced<K, C>> inMemory = new Places<>(table.size(), table::sequenced);
    if (isAllInMemory()) {
      return inMemory;
    }
    Buckets<K> buckets = disk.buckets();
    Runs<K, C> runs = disk.runs();
    buckets.finish();
    List<Iterator<Sequenced<K, C>>> all = new ArrayList<>();
    all.add(runs.written(inMemory));
    // Written first, so that the tables of the buckets have the memory.
    table.clear();
    bytes.measured(0);
    bytes.shrink(0);
    for (int bucket = 0; bucket < Buckets.COUNT; bucket++) {
      if (buckets.has(bucket)) {
        try (SpillingTable<K, V, C> part = new SpillingTable<>(workspace, combiner, level + 1)) {
          part.table.keepSequences();
          buckets.read(bucket, part::take);
          all.add(runs.written(part.sequenced()));
        }
      }
    }
    buckets.close();
    return new Merging<>(all, Sequenced.ORDER);
  }

  /** Takes what was in a bucket of the table above. */
  @SuppressWarnings("unchecked") // it was put there as C or as V
  private void take(long sequence, int source, K key, Object value) throws Exception {
    nextSequence = sequence;
    if (source != Buckets.COMBINED) {
      add(source, key, (V) value);
      return;
    }
    int hash = DenseTable.hash(key);
    int slot = table.isFull() ? slotAfterMakingRoom(hash, key) : ~table.find(hash, key);
    if (isOnDisk(hash)) {
      disk.put(hash, sequence, source, key, value);
    } else {
      put(slot, hash, key, (C) value, sequence);
    }
  }

  /** Gives memory and files back. What has not been read of the result is gone. */
  @Override
  public void close() throws IOException {
    if (bytes != null) {
      bytes.close();
    }
    if (disk != null) {
      disk.close();
    }
  }
}
