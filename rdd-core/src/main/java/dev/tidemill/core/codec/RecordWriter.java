package dev.tidemill.core.codec;

import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes records one after another, with one class table for all. A record that is refused leaves
 * no trace. Records are passed on in blocks, or by {@link #flush}. Used by one thread.
 */
public final class RecordWriter implements Closeable, Flushable {
  private static final int BLOCK = 1 << 14;

  private final ValueWriter writer;
  private final OutputStream out;
  private final ByteWriter block = new ByteWriter();
  private boolean closed;

  RecordWriter(ValueWriter writer, OutputStream out) {
    this.writer = writer;
    this.out = out;
    block.write(Tag.VERSION);
  }

  /**
   * @throws UnencodableException if a part of it cannot be encoded, naming the part
   */
  public void write(Object record) throws IOException {
    begin();
    writer.writeRecord(record);
    end();
  }

  /**
   * Writes what a {@code Tuple2} of the two would be.
   *
   * @throws UnencodableException as {@link #write}
   */
  public void writePair(Object first, Object second) throws IOException {
    begin();
    writer.writePair(first, second);
    end();
  }

  private void begin() throws IOException {
    if (closed) {
      throw new IOException("The writer of records is closed; make another.");
    }
    writer.bytes().clear();
  }

  private void end() throws IOException {
    ByteWriter bytes = writer.bytes();
    block.writeVarint(bytes.length());
    if (bytes.length() < BLOCK) {
      block.write(bytes.array(), 0, bytes.length());
    } else {
      passOn();
      out.write(bytes.array(), 0, bytes.length());
    }
    if (block.length() >= BLOCK) {
      passOn();
    }
  }

  private void passOn() throws IOException {
    out.write(block.array(), 0, block.length());
    block.clear();
  }

  @Override
  public void flush() throws IOException {
    passOn();
    out.flush();
  }

  /** Marks the end, without which a reader takes the stream for cut off, and closes the stream. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (OutputStream ending = out) {
      block.write(0);
      passOn();
      ending.flush();
    }
  }
}
