package dev.tidemill.core.plan;

import dev.tidemill.core.error.Sneaky;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Each record as often as a function says, maybe never; asked when the record is reached. */
final class Repeating<T> implements Iterator<T> {
  /** How often a record comes. */
  @FunctionalInterface
  interface Times<T> {
    long of(T record) throws Exception;
  }

  private final Iterator<T> records;
  private final Times<? super T> times;
  private T current;
  private long left;

  Repeating(Iterator<T> records, Times<? super T> times) {
    this.records = records;
    this.times = times;
  }

  @Override
  public boolean hasNext() {
    while (left == 0 && records.hasNext()) {
      current = records.next();
      try {
        left = times.of(current);
      } catch (Exception failed) {
        throw Sneaky.thrown(failed);
      }
    }
    return left > 0;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    left--;
    return current;
  }
}
