package dev.tidemill.core.state;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Isolation.Copies;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Reads one version of a table, block by block, while steps go on: only a block's references are
 * copied under the table's lock. Used by one thread.
 */
final class VersionReader<K, S> implements Iterator<Tuple2<K, S>> {
  static final int BLOCK = 256;

  private final TableStore<K, S> store;
  private final long version;
  private final int size;
  private final Copies copies;
  private final Object[] block = new Object[2 * BLOCK];
  private int inBlock;
  private int next;
  private int place;

  VersionReader(TableStore<K, S> store, long version, int size, Copies copies) {
    this.store = store;
    this.version = version;
    this.size = size;
    this.copies = copies;
  }

  @Override
  public boolean hasNext() {
    if (next < inBlock) {
      return true;
    }
    if (place == size) {
      return false;
    }
    inBlock = store.copy(version, place, Math.min(size, place + BLOCK), block);
    place += inBlock;
    next = 0;
    return true;
  }

  @Override
  @SuppressWarnings("unchecked") // the store's columns hold only K and S
  public Tuple2<K, S> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("The state has no more keys.");
    }
    K key = (K) block[2 * next];
    S value = (S) block[2 * next + 1];
    next++;
    return new Tuple2<>(copies.of(key), copies.of(value));
  }
}
