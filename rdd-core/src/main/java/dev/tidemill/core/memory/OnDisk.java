package dev.tidemill.core.memory;

import java.io.Closeable;
import java.io.IOException;
import java.util.stream.LongStream;

/**
 * What a {@link SpillingTable} has on disk: buckets while it is filled, runs when it is read. Made
 * when its memory is full for the first time.
 */
final class OnDisk<K, C> implements Closeable {
  private final int level;
  private final KeyCopies keyCopies;
  private final Buckets<K> buckets;
  private final Runs<K, C> runs;
  private boolean used;
  private boolean refused;

  OnDisk(Workspace workspace, int level) {
    this.level = level;
    this.keyCopies = new KeyCopies(workspace);
    this.buckets = new Buckets<>(workspace, level);
    this.runs = new Runs<>(workspace, keyCopies);
  }

  /** Whether anything was moved here. */
  boolean isUsed() {
    return used;
  }

  boolean has(int hash) {
    return buckets.has(Buckets.of(hash, level));
  }

  /** Whether something came that cannot go to disk, so that it is no use to move more there. */
  boolean hasRefused() {
    return refused;
  }

  /** Puts a value of a key whose bucket is here. */
  void put(int hash, long sequence, int source, K key, Object value) throws IOException {
    int bucket = Buckets.of(hash, level);
    if (!keyCopies.mayGo(key)) {
      buckets.keepFromNow(bucket);
    }
    refused |= !buckets.put(bucket, sequence, source, key, value);
  }

  /**
   * Moves about half of a table here, the largest buckets first, if that makes room.
   *
   * @param arrayBytes what the table's arrays hold, or are to hold when they have grown
   */
  void makeRoom(DenseTable<K, C> table, TableBytes bytes, long arrayBytes) throws IOException {
    int[] hashes = table.hashes();
    long[] byBucket = new long[Buckets.COUNT];
    boolean equalHashes = true;
    for (int place = 0; place < hashes.length; place++) {
      byBucket[Buckets.of(hashes[place], level)] +=
          TableBytes.of(table.key(place), table.value(place));
      equalHashes &= hashes[place] == hashes[0];
    }
    long held = LongStream.of(byBucket).sum();
    bytes.measured(held);
    if (bytes.fit(arrayBytes)) {
      return; // looked at one by one they are smaller than they seemed
    }
    if (equalHashes) {
      bytes.bear(arrayBytes); // no use to look again before others have come
      return;
    }
    for (int place = 0; place < hashes.length && !refused; place++) {
      refused = !keyCopies.mayGo(table.key(place));
    }
    if (!refused) {
      boolean[] chosen = Buckets.largest(byBucket, held / 2);
      move(table, hashes, chosen);
      for (int bucket = 0; bucket < chosen.length; bucket++) {
        held -= chosen[bucket] ? byBucket[bucket] : 0;
      }
      bytes.measured(held);
      bytes.shrink(table.arrayBytes());
    }
  }

  private void move(DenseTable<K, C> table, int[] hashes, boolean[] chosen) throws IOException {
    used = true;
    table.keepSequences();
    buckets.open(chosen);
    for (int place = 0; place < hashes.length; place++) {
      int bucket = Buckets.of(hashes[place], level);
      if (chosen[bucket]) {
        refused |=
            !buckets.put(
                bucket,
                table.sequence(place),
                Buckets.COMBINED,
                table.key(place),
                table.value(place));
      }
    }
    table.retain(hashes, place -> !chosen[Buckets.of(hashes[place], level)]);
  }

  Buckets<K> buckets() {
    return buckets;
  }

  Runs<K, C> runs() {
    return runs;
  }

  @Override
  public void close() throws IOException {
    try {
      buckets.close();
    } finally {
      runs.close();
    }
  }
}
