package dev.tidemill.core.memory;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.IntFunction;

/** What lies in the places from 0 to a number, made as it is asked for. */
final class Places<T> implements Iterator<T> {
  private final int count;
  private final IntFunction<T> at;
  private int next;

  Places(int count, IntFunction<T> at) {
    this.count = count;
    this.at = at;
  }

  @Override
  public boolean hasNext() {
    return next < count;
  }

  @Override
  public T next() {
    if (next == count) {
      throw new NoSuchElementException();
    }
    return at.apply(next++);
  }
}
