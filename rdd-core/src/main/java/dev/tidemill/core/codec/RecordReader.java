package dev.tidemill.core.codec;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads what {@link RecordWriter} wrote. Used by one thread; the stream should be buffered. */
public final class RecordReader implements Closeable {
  private static final int STEP = 1 << 16;

  private final ValueReader reader;
  private final InputStream in;
  private byte[] bytes = new byte[256];
  private Object next;
  private boolean begun;
  private boolean ended;

  RecordReader(ValueReader reader, InputStream in) {
    this.reader = reader;
    this.in = in;
  }

  /**
   * Goes to the next record.
   *
   * @return false at the end mark
   * @throws CodecException if the stream is cut off, or its bytes are no record; then it is over
   */
  public boolean advance() throws IOException {
    next = null;
    if (ended) {
      return false;
    }
    ended = true; // unless all goes well
    if (!begun) {
      Codec.requireVersion(readByte());
      begun = true;
    }
    int length = readLength();
    if (length == 0) {
      return false;
    }
    fill(length);
    next = reader.readRecord(bytes, 0, length);
    ended = false;
    return true;
  }

  /** The record at which {@link #advance} stopped. */
  public Object record() {
    return next;
  }

  private int readLength() throws IOException {
    long length = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int read = readByte();
      length |= (long) (read & 0x7f) << shift;
      if (read < 0x80) {
        if (length > Integer.MAX_VALUE - 16) {
          break;
        }
        return (int) length;
      }
    }
    throw new CodecException("A record claims more than 2 GiB; the stream was changed.");
  }

  /** What is claimed is believed in steps: no more is allocated than twice what has come. */
  private void fill(int length) throws IOException {
    int filled = 0;
    while (filled < length) {
      if (filled == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(length, Math.max(STEP, 2L * filled)));
      }
      int count = in.read(bytes, filled, Math.min(length, bytes.length) - filled);
      if (count < 0) {
        throw cutOff();
      }
      filled += count;
    }
  }

  private int readByte() throws IOException {
    int read = in.read();
    if (read < 0) {
      throw cutOff();
    }
    return read;
  }

  private static CodecException cutOff() {
    return new CodecException("The stream of records ends before its end mark; it was cut off.");
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
