package dev.tidemill.core.memory;

import dev.tidemill.Tuple2;
import dev.tidemill.core.thread.Interrupts;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;

/**
 * The part of a table that is on disk, by a few bits of the keys' hashes; each level of tables
 * takes further bits. A bucket is the keys it had when it was moved, with their combined values,
 * and then every value of its keys that came later, as it came:
 *
 * <pre>
 *   bucket = { header pair }       header = (sequence, COMBINED or the source of the value)
 * </pre>
 */
final class Buckets<K> implements Closeable {
  static final int COUNT = 32;
  static final int COMBINED = -1;
  private static final int BITS = 5;

  /** Takes what a bucket holds, in the order in which it was put. */
  interface Reader<K> {
    void take(long sequence, int source, K key, Object value) throws Exception;
  }

  private final Workspace workspace;
  private final int shift;
  private final SpillFile file;
  private final SpilledRecords[] buckets = new SpilledRecords[COUNT];

  Buckets(Workspace workspace, int level) {
    this.workspace = workspace;
    this.shift = shift(level);
    this.file = workspace.files().file();
  }

  private static int shift(int level) {
    return Math.max(0, Integer.SIZE - BITS * (level + 1));
  }

  /** The bucket of a key at a level; at level 6 all bits have been looked at. */
  static int of(int hash, int level) {
    return hash >>> shift(level) & (COUNT - 1);
  }

  boolean has(int bucket) {
    return buckets[bucket] != null;
  }

  /** The largest buckets that have so many bytes together. */
  static boolean[] largest(long[] bytes, long wanted) {
    boolean[] chosen = new boolean[COUNT];
    long sum = 0;
    do {
      int largest = 0;
      for (int bucket = 1; bucket < COUNT; bucket++) {
        if (chosen[largest] || (!chosen[bucket] && bytes[bucket] > bytes[largest])) {
          largest = bucket;
        }
      }
      chosen[largest] = true;
      sum += bytes[largest];
    } while (sum < wanted);
    return chosen;
  }

  void open(boolean[] chosen) {
    for (int bucket = 0; bucket < COUNT; bucket++) {
      if (chosen[bucket]) {
        buckets[bucket] = new SpilledRecords(workspace, file);
      }
    }
  }

  /**
   * @return whether it went to disk
   */
  boolean put(int bucket, long sequence, int source, Object key, Object value) throws IOException {
    buckets[bucket].add(new Tuple2<>(sequence, source));
    return buckets[bucket].add(new Tuple2<>(key, value));
  }

  /** Keeps what comes from now on into this bucket in memory. */
  void keepFromNow(int bucket) throws IOException {
    buckets[bucket].keepFromNow();
  }

  /** Ends all writing. */
  void finish() throws IOException {
    for (SpilledRecords records : buckets) {
      if (records != null) {
        records.finish();
      }
    }
  }

  @SuppressWarnings("unchecked") // as they were put
  void read(int bucket, Reader<K> reader) throws Exception {
    Iterator<Object> records = buckets[bucket].iterator();
    for (int i = 1; records.hasNext(); i++) {
      Tuple2<Long, Integer> header = (Tuple2<Long, Integer>) records.next();
      Tuple2<K, Object> pair = (Tuple2<K, Object>) records.next();
      reader.take(header._1, header._2, pair._1, pair._2);
      Interrupts.notice(i);
    }
    buckets[bucket] = null;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
