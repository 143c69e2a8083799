package dev.tidemill.core.input;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.io.InputStream;
import org.apache.hadoop.fs.Seekable;

/**
 * A file of a store as codecs of Hadoop want it: they may go to any place of it. Ends where the
 * file ended when it was chosen.
 */
final class SeekableFile extends InputStream implements Seekable {
  private final FileStore store;
  private final String name;
  private final long length;
  private InputStream in; // opened anew after a seek
  private long position;

  SeekableFile(FileStore store, String name, long length) {
    this.store = store;
    this.name = name;
    this.length = length;
  }

  @Override
  public void seek(long target) throws IOException {
    if (target != position) {
      close();
      position = target;
    }
  }

  @Override
  public long getPos() {
    return position;
  }

  @Override
  public boolean seekToNewSource(long target) {
    return false; // there is one source
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int count) throws IOException {
    if (count == 0) {
      return 0;
    }
    if (position >= length) {
      return -1;
    }
    if (in == null) {
      in = store.open(name, position);
    }
    int read = in.read(into, offset, (int) Math.min(count, length - position));
    position += Math.max(read, 0);
    return read;
  }

  @Override
  public void close() throws IOException {
    InputStream opened = in;
    in = null;
    if (opened != null) {
      opened.close();
    }
  }
}
