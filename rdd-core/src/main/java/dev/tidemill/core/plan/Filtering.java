package dev.tidemill.core.plan;

import dev.tidemill.api.java.function.Function;
import dev.tidemill.core.error.Sneaky;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** The records that a function keeps, each looked at when asked for. */
final class Filtering<T> implements Iterator<T> {
  private final Iterator<T> records;
  private final Function<? super T, Boolean> keeps;
  private T next;
  private boolean ready;

  Filtering(Iterator<T> records, Function<? super T, Boolean> keeps) {
    this.records = records;
    this.keeps = keeps;
  }

  @Override
  public boolean hasNext() {
    while (!ready && records.hasNext()) {
      next = records.next();
      try {
        ready = keeps.call(next);
      } catch (Exception failed) {
        throw Sneaky.thrown(failed);
      }
    }
    return ready;
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    ready = false;
    return next;
  }
}
