package dev.tidemill.core.engine.local.kept;

import java.util.Iterator;

/** Two iterators, the second when the first is used up. */
final class OneAfterAnother implements Iterator<Object> {
  private final Iterator<?> first;
  private final Iterator<?> second;

  OneAfterAnother(Iterator<?> first, Iterator<?> second) {
    this.first = first;
    this.second = second;
  }

  @Override
  public boolean hasNext() {
    return first.hasNext() || second.hasNext();
  }

  @Override
  public Object next() {
    return first.hasNext() ? first.next() : second.next();
  }
}
