package dev.tidemill.core.codec;

import dev.tidemill.core.error.Sneaky;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * What a reader of records gives, as an iterator; T is the type of what was written. Looks one
 * record ahead. Throws, undeclared, what the reader does.
 */
public final class DecodingIterator<T> implements Iterator<T> {
  private final RecordReader reader;
  private boolean looked;
  private boolean more;

  public DecodingIterator(RecordReader reader) {
    this.reader = reader;
  }

  @Override
  public boolean hasNext() {
    if (!looked) {
      try {
        more = reader.advance();
      } catch (IOException failed) {
        throw Sneaky.thrown(failed);
      }
      looked = true;
    }
    return more;
  }

  @Override
  @SuppressWarnings("unchecked") // what was written is read
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    looked = false;
    return (T) reader.record();
  }
}
