package dev.tidemill.core.input;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.text.LineReader;
import dev.tidemill.core.text.LineTooLongException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The lines that begin in some parts of files, part after part. Holds one file open at a time.
 *
 * <p>A part whose file is gone, or shorter than when it was chosen, is an error: less input than
 * was promised to the batch must not look like success.
 */
final class SplitLines implements Iterator<String>, Closeable {
  private final Iterator<FileSplit> splits;
  private final int maxLineBytes;
  // The part being read; both are null between parts.
  private FileSplit split;
  private LineReader reader;
  private String next;

  SplitLines(List<FileSplit> splits, int maxLineBytes) {
    this.splits = splits.iterator();
    this.maxLineBytes = maxLineBytes;
  }

  @Override
  public boolean hasNext() {
    while (next == null && (reader != null || splits.hasNext())) {
      try {
        advance();
      } catch (IOException failed) {
        throw Sneaky.thrown(explained(failed));
      }
    }
    return next != null;
  }

  /** Reads a line, opens the next part, or closes the one that has ended. */
  private void advance() throws IOException {
    if (reader == null) {
      split = splits.next();
      reader = open();
      return;
    }
    next = reader.nextLineStart() < split.to() ? lineOrTooShort() : null;
    if (next == null) {
      close();
    }
  }

  private LineReader open() throws IOException {
    // From one byte before, so that a line end right before our first byte is seen.
    long start = Math.max(0, split.from() - 1);
    LineReader opened =
        new LineReader(
            split.store().open(split.name(), start),
            start,
            split.fileLength() - start,
            maxLineBytes);
    if (split.from() > 0) {
      try {
        passOverLineOfPartBefore(opened);
      } catch (IOException failed) {
        opened.close();
        throw failed;
      }
    }
    return opened;
  }

  private static void passOverLineOfPartBefore(LineReader reader) throws IOException {
    try {
      reader.readLine();
    } catch (LineTooLongException reportedByThePartBefore) {
      // The reader stands behind the line now, which is all we want.
      return;
    }
  }

  private String lineOrTooShort() throws IOException {
    String line = reader.readLine();
    if (line == null) {
      throw new EOFException(
          "the file ends at byte "
              + reader.nextLineStart()
              + "; it had "
              + split.fileLength()
              + " bytes when it was chosen. Files must not shrink while they are read.");
    }
    return line;
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
  public String next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    String line = next;
    next = null;
    return line;
  }

  @Override
  public void close() throws IOException {
    LineReader ended = reader;
    reader = null;
    if (ended != null) {
      ended.close();
    }
  }
}
