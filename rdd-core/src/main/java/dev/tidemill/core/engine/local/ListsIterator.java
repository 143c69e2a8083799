package dev.tidemill.core.engine.local;

import java.util.Iterator;
import java.util.List;

/** Walks lists one after another. */
final class ListsIterator implements Iterator<Object> {
  private final Iterator<List<Object>> lists;
  private Iterator<Object> current = List.of().iterator();

  ListsIterator(List<List<Object>> lists) {
    this.lists = lists.iterator();
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      if (!lists.hasNext()) {
        return false;
      }
      current = lists.next().iterator();
    }
    return true;
  }

  @Override
  public Object next() {
    hasNext();
    return current.next();
  }
}
