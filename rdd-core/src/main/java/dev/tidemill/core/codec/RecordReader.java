package dev.tidemill.core.codec;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Reads what {@link RecordWriter} wrote, ahead in blocks. Used by one thread. */
public final class RecordReader implements Closeable {
  private static final int BLOCK = 1 << 14;

  private final ValueReader reader;
  private final Optional<InputStream> in; // none if all the bytes are here
  private byte[] bytes;
  private int position;
  private int end;
  private Object next;
  private boolean begun;
  private boolean ended;

  RecordReader(ValueReader reader, InputStream in) {
    this.reader = reader;
    this.in = Optional.of(in);
    this.bytes = new byte[BLOCK];
  }

  RecordReader(ValueReader reader, byte[] all) {
    this.reader = reader;
    this.in = Optional.empty();
    this.bytes = all;
    this.end = all.length;
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
    need(length);
    next = reader.readRecord(bytes, position, length);
    position += length;
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

  private int readByte() throws IOException {
    if (position == end) {
      need(1);
    }
    return bytes[position++] & 0xff;
  }

  /**
   * Sees to it that so many bytes lie at the position. What is claimed is believed in steps: no
   * more is allocated than twice what has come.
   */
  private void need(int count) throws IOException {
    if (end - position >= count) {
      return;
    }
    InputStream source = in.orElseThrow(RecordReader::cutOff);
    byte[] from = bytes;
    if (bytes.length > BLOCK && count <= BLOCK) {
      bytes = new byte[BLOCK]; // the memory of an unusually large record
    }
    System.arraycopy(from, position, bytes, 0, end - position);
    end -= position;
    position = 0;
    while (end < count) {
      if (end == bytes.length) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(count, 2L * end));
      }
      int read = source.read(bytes, end, bytes.length - end);
      if (read < 0) {
        throw cutOff();
      }
      end += read;
    }
  }

  private static CodecException cutOff() {
    return new CodecException("The stream of records ends before its end mark; it was cut off.");
  }

  @Override
  public void close() throws IOException {
    if (in.isPresent()) {
      in.get().close();
    }
  }
}
