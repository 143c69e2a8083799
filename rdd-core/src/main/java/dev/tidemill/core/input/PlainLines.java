package dev.tidemill.core.input;

import dev.tidemill.core.text.LineReader;
import dev.tidemill.core.text.LineTooLongException;
import java.io.IOException;

/** The lines that begin in a part of a file that is not compressed. */
final class PlainLines implements PartRecords.Part<String> {
  private final FileSplit split;
  private final LineReader reader;

  private PlainLines(FileSplit split, LineReader reader) {
    this.split = split;
    this.reader = reader;
  }

  static PlainLines open(FileSplit split, int maxLineBytes) throws IOException {
    // From one byte before, so that a line end right before our first byte is seen.
    long start = Math.max(0, split.from() - 1);
    LineReader opened =
        new LineReader(
            split.file().store().open(split.file().name(), start),
            start,
            split.file().length() - start,
            maxLineBytes);
    if (split.from() > 0) {
      try {
        passOverLineOfPartBefore(opened);
      } catch (IOException failed) {
        opened.close();
        throw failed;
      }
    }
    return new PlainLines(split, opened);
  }

  private static void passOverLineOfPartBefore(LineReader reader) throws IOException {
    try {
      reader.readLine();
    } catch (LineTooLongException reportedByThePartBefore) {
      // The reader stands behind the line now, which is all we want.
      return;
    }
  }

  @Override
  public String next() throws IOException {
    long start = reader.nextLineStart();
    if (start >= split.to()) {
      return null;
    }
    return start == 0 ? LineRules.withoutMark(lineOrTooShort()) : lineOrTooShort();
  }

  private String lineOrTooShort() throws IOException {
    String line = reader.readLine();
    if (line == null) {
      throw PartRecords.endsAt(reader.nextLineStart(), split);
    }
    return line;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
