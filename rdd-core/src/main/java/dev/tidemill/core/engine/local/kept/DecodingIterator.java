package dev.tidemill.core.engine.local.kept;

import dev.tidemill.core.codec.RecordReader;
import dev.tidemill.core.error.Sneaky;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** What a reader of records gives, as an iterator. Looks one record ahead. */
final class DecodingIterator implements Iterator<Object> {
  private final RecordReader reader;
  private boolean looked;
  private boolean more;

  DecodingIterator(RecordReader reader) {
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
  public Object next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    looked = false;
    return reader.record();
  }
}
