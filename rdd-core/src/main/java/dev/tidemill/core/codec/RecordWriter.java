package dev.tidemill.core.codec;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes records one after another, with one class table for all. A record that is refused leaves
 * no trace. Used by one thread; the stream should be buffered.
 */
public final class RecordWriter implements Closeable {
  private final ValueWriter writer;
  private final OutputStream out;
  private final ByteWriter length = new ByteWriter();
  private boolean begun;
  private boolean closed;

  RecordWriter(ValueWriter writer, OutputStream out) {
    this.writer = writer;
    this.out = out;
  }

  /**
   * @throws UnencodableException if a part of it cannot be encoded, naming the part
   */
  public void write(Object record) throws IOException {
    if (closed) {
      throw new IOException("The writer of records is closed; make another.");
    }
    writer.bytes().clear();
    writer.writeRecord(record);
    begin();
    length.clear();
    length.writeVarint(writer.bytes().length());
    out.write(length.array(), 0, length.length());
    out.write(writer.bytes().array(), 0, writer.bytes().length());
  }

  private void begin() throws IOException {
    if (!begun) {
      out.write(Tag.VERSION);
      begun = true;
    }
  }

  /** Marks the end, without which a reader takes the stream for cut off, and closes the stream. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (OutputStream ending = out) {
      begin();
      ending.write(0);
    }
  }
}
