package dev.tidemill.core.engine;

import dev.tidemill.core.error.Sneaky;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The records of several parts, each opened when the one before it is used up. Throws, undeclared,
 * what opening throws.
 *
 * @param <P> what a part is before it is opened
 */
public final class OneAfterAnother<P> implements Iterator<Object> {
  /** Opens a part. */
  @FunctionalInterface
  public interface Opening<P> {
    Iterator<?> open(P part) throws Exception;
  }

  private final Iterator<P> parts;
  private final Opening<P> opening;
  private Iterator<?> current = Collections.emptyIterator();

  public OneAfterAnother(Iterator<P> parts, Opening<P> opening) {
    this.parts = parts;
    this.opening = opening;
  }

  @Override
  public boolean hasNext() {
    while (!current.hasNext()) {
      if (!parts.hasNext()) {
        return false;
      }
      try {
        current = opening.open(parts.next());
      } catch (Exception failed) {
        throw Sneaky.thrown(failed);
      }
    }
    return true;
  }

  @Override
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return current.next();
  }
}
