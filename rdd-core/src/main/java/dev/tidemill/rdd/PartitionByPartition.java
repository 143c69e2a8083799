package dev.tidemill.rdd;

import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * All records on the calling thread, with one partition in memory at a time. Each is collected, by
 * a job of its own, when the one before it is used up. Not thread-safe.
 */
public final class PartitionByPartition<T> implements Iterator<T> {
  private final RDD<T> rdd;
  private int nextPartition;
  private Iterator<T> current = Collections.emptyIterator();

  public PartitionByPartition(RDD<T> rdd) {
    this.rdd = rdd;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      if (nextPartition == rdd.getNumPartitions()) {
        return false;
      }
      List<List<T>> collected = Actions.collectPartitions(rdd, nextPartition);
      nextPartition++;
      current = collected.get(0).iterator();
    }
    return true;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
