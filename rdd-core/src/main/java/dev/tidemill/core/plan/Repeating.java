package dev.tidemill.core.plan;

import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.error.Sneaky;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Each record as often as a function says, maybe never; asked when the record is reached. */
final class Repeating<T> implements Iterator<T> {
  private final Iterator<T> records;
  private final Function<? super T, Integer> times;
  private T current;
  private int left;

  Repeating(Iterator<T> records, Function<? super T, Integer> times) {
    this.records = records;
    this.times = times;
  }

  @Override
  public boolean hasNext() {
    while (left == 0 && records.hasNext()) {
      current = records.next();
      try {
        left = times.call(current);
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
