package dev.tidemill.core.text;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts bytes into lines of UTF-8 text.
 *
 * <p>{@code \n}, {@code \r} and {@code \r\n} end a line; what follows the last of them is a line of
 * its own, without an end. Malformed bytes become U+FFFD. A line is decoded as a whole, so the
 * result does not depend on how the bytes arrived. A line ended by {@code \r} is given out at once,
 * without waiting for the byte behind it.
 *
 * <p>Memory: one buffer, never larger than the limit for one line. Not thread-safe.
 */
public final class LineReader implements Closeable {
  private static final int FIRST_BUFFER = 1 << 16;

  private final InputStream in;
  private final int maxLineBytes;
  private long bytesLeft;
  private byte[] buffer;
  private int start;
  private int end;
  private long startPosition;
  private long lineStart;
  private boolean skipLineFeed;
  private boolean ended;

  /**
   * @param position what {@link #nextLineStart} counts from: the place of the stream's first byte
   * @param bytes how many bytes belong to us; what follows them is not read
   * @param maxLineBytes longest line that is decoded, its end not counted
   */
  public LineReader(InputStream in, long position, long bytes, int maxLineBytes) {
    if (maxLineBytes < 1) {
      throw new IllegalArgumentException(
          "The limit for one line is " + maxLineBytes + " bytes; use 1 or more.");
    }
    this.in = in;
    this.startPosition = position;
    this.lineStart = position;
    this.bytesLeft = bytes;
    this.maxLineBytes = maxLineBytes;
    long needed = Math.min(bytes, maxLineBytes) + 1;
    this.buffer = new byte[(int) Math.min(FIRST_BUFFER, needed)];
  }

  /**
   * The next line without its end, or null at the end of the stream.
   *
   * @throws LineTooLongException if the line is longer than the limit. It has been passed over; the
   *     next call reads the line behind it.
   */
  public String readLine() throws IOException {
    resolveLineFeed(false);
    int scanned = start;
    while (true) {
      for (int i = scanned; i < end; i++) {
        byte b = buffer[i];
        if (b == '\n' || b == '\r') {
          return take(i, b == '\r');
        }
      }
      int pending = end - start;
      if (pending > maxLineBytes) {
        throw passOver();
      }
      if (!fill()) {
        return pending == 0 ? null : take(end, false);
      }
      scanned = start + pending;
      if (skipLineFeed) {
        // Only at the very start of a line: nothing was pending when the flag was set.
        resolveLineFeed(false);
        scanned = start;
      }
    }
  }

  /**
   * Where the next line begins, in bytes; looks at the byte behind a {@code \r}, and so may wait
   * for it.
   */
  public long nextLineStart() throws IOException {
    resolveLineFeed(true);
    return startPosition;
  }

  /**
   * How many bytes have been read of a line that has not ended yet: what is lost when reading
   * fails.
   */
  public long unfinishedBytes() {
    return startPosition + (end - start) - lineStart;
  }

  private void resolveLineFeed(boolean wait) throws IOException {
    if (!skipLineFeed) {
      return;
    }
    while (start == end) {
      if (!wait || !fill()) {
        return;
      }
    }
    skipLineFeed = false;
    if (buffer[start] == '\n') {
      consume(1);
      lineStart = startPosition;
    }
  }

  private String take(int lineEnd, boolean carriageReturn) {
    // invariant: lineEnd - start <= maxLineBytes, since the buffer holds no more than one byte
    // above
    String line = new String(buffer, start, lineEnd - start, StandardCharsets.UTF_8);
    finish(lineEnd, carriageReturn);
    return line;
  }

  private void finish(int lineEnd, boolean carriageReturn) {
    consume(Math.min(lineEnd + 1, end) - start);
    lineStart = startPosition;
    skipLineFeed = carriageReturn;
  }

  private LineTooLongException passOver() throws IOException {
    LineTooLongException tooLong = new LineTooLongException(startPosition, maxLineBytes);
    while (true) {
      for (int i = start; i < end; i++) {
        if (buffer[i] == '\n' || buffer[i] == '\r') {
          finish(i, buffer[i] == '\r');
          return tooLong;
        }
      }
      consume(end - start);
      if (!fill()) {
        return tooLong;
      }
    }
  }

  private void consume(int bytes) {
    start += bytes;
    startPosition += bytes;
  }

  /** Reads once; false at the end of the stream. */
  private boolean fill() throws IOException {
    if (ended) {
      return false;
    }
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, maxLineBytes + 1L));
    }
    int room = (int) Math.min(buffer.length - end, bytesLeft);
    int read = room == 0 ? -1 : in.read(buffer, end, room);
    ended = read < 0;
    end += Math.max(read, 0);
    bytesLeft -= Math.max(read, 0);
    return !ended;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
