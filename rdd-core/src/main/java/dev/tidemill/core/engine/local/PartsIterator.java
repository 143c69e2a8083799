package dev.tidemill.core.engine.local;

import java.util.Iterator;
import java.util.List;

/** Walks parts one after another, and releases each when it has been read. */
final class PartsIterator implements Iterator<Object> {
  private final Iterator<Part> parts;
  private Part part;
  private Iterator<?> current = List.of().iterator();

  PartsIterator(List<Part> parts) {
    this.parts = parts.iterator();
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      if (part != null) {
        part.release();
        part = null;
      }
      if (!parts.hasNext()) {
        return false;
      }
      part = parts.next();
      current = part.records().iterator();
    }
    return true;
  }

  @Override
  public Object next() {
    hasNext();
    return current.next();
  }
}
