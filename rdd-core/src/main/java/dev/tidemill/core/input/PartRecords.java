package dev.tidemill.core.input;

import dev.tidemill.core.error.Sneaky;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The records of some parts of files, part after part. Holds one file open at a time.
 *
 * <p>A part whose file is gone, or shorter than when it was chosen, is an error: less input than
 * was promised to the batch must not look like success.
 */
final class PartRecords<T> implements Iterator<T>, Closeable {
  /** The records of one part. Used by one thread. */
  interface Part<T> extends Closeable {
    /** Null behind the last one. */
    T next() throws IOException;
  }

  /** Begins to read a part. */
  @FunctionalInterface
  interface Opening<T> {
    Part<T> open(FileSplit split) throws IOException;
  }

  private final Iterator<FileSplit> splits;
  private final Opening<T> opening;
  // The part being read; both are null between parts.
  private FileSplit split;
  private Part<T> part;
  private T next;

  PartRecords(List<FileSplit> splits, Opening<T> opening) {
    this.splits = splits.iterator();
    this.opening = opening;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (part != null || splits.hasNext())) {
      try {
        advance();
      } catch (IOException failed) {
        throw Sneaky.thrown(explained(failed));
      }
    }
    return next != null;
  }

  /** Reads a record, opens the next part, or closes the one that has ended. */
  private void advance() throws IOException {
    if (part == null) {
      split = splits.next();
      part = opening.open(split);
      return;
    }
    next = part.next();
    if (next == null) {
      close();
    }
  }

  /** What a file that ends too early is told by. */
  static EOFException endsAt(long position, FileSplit split) {
    return new EOFException(
        "the file ends at byte "
            + position
            + "; it had "
            + split.file().length()
            + " bytes when it was chosen. Files must not shrink while they are read.");
  }

  private IOException explained(IOException failed) {
    String what = "Reading " + split + ": ";
    if (failed instanceof NoSuchFileException) {
      return new IOException(
          what + "the file is gone since it was chosen; keep files until they have been read.",
          failed);
    }
    return new IOException(what + failed.getMessage(), failed);
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    T record = next;
    next = null;
    return record;
  }

  @Override
  public void close() throws IOException {
    Part<T> ended = part;
    part = null;
    if (ended != null) {
      ended.close();
    }
  }
}
