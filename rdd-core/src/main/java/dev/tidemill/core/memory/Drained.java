package dev.tidemill.core.memory;

import dev.tidemill.Tuple2;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Reads a table that lies in memory, and gives back what has been read: who takes it, a map output
 * say, has to hold it now.
 */
final class Drained<K, C> implements Iterator<Tuple2<K, C>> {
  private static final int STEPS = 16;
  private static final int SHORTEST = 256;

  private final DenseTable<K, C> table;
  private final TableBytes bytes;
  private final int step;
  private int next;
  private int untilStep;

  /**
   * @param bytes null if the table is too small to give anything back
   */
  Drained(DenseTable<K, C> table, TableBytes bytes) {
    this.table = table;
    this.bytes = bytes;
    this.step = Math.max(SHORTEST, table.size() / STEPS);
    this.untilStep = step;
  }

  @Override
  public boolean hasNext() {
    return next < table.size();
  }

  @Override
  public Tuple2<K, C> next() {
    if (next == table.size()) {
      throw new NoSuchElementException();
    }
    Tuple2<K, C> pair = table.take(next++);
    if (--untilStep == 0) {
      long left = table.size() - next;
      bytes.keep(left, left + step);
      untilStep = step;
    }
    return pair;
  }
}
