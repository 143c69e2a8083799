package dev.tidemill.hadooptest;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import org.apache.hadoop.fs.PositionedReadable;
import org.apache.hadoop.fs.Seekable;

/** An object as it was when it was opened. */
final class ObjectInput extends ByteArrayInputStream implements Seekable, PositionedReadable {

  ObjectInput(byte[] bytes) {
    super(bytes);
  }

  @Override
  public void seek(long position) throws IOException {
    if (position > count) {
      throw new EOFException("position " + position + " of " + count);
    }
    pos = (int) position;
  }

  @Override
  public long getPos() {
    return pos;
  }

  @Override
  public boolean seekToNewSource(long position) {
    return false;
  }

  @Override
  public int read(long position, byte[] into, int offset, int length) {
    int from = (int) Math.min(position, count);
    return new ByteArrayInputStream(buf, from, count - from).read(into, offset, length);
  }

  @Override
  public void readFully(long position, byte[] into, int offset, int length) throws IOException {
    if (read(position, into, offset, length) < length) {
      throw new EOFException("position " + position + " of " + count);
    }
  }

  @Override
  public void readFully(long position, byte[] into) throws IOException {
    readFully(position, into, 0, into.length);
  }
}
