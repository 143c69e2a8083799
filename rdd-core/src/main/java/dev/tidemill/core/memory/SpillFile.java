package dev.tidemill.core.memory;

import dev.tidemill.core.memory.SpillFiles.Opened;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;

/**
 * One file of bytes: blocks are appended by whoever has one, and read by their place, so that many
 * segments share a file. Made with the first block. Thread-safe.
 */
public final class SpillFile implements Closeable {
  private final SpillFiles files;
  // Not a channel, which would close for all who use it when one of their threads is interrupted.
  private Opened opened;
  private long end;
  private boolean closed;

  SpillFile(SpillFiles files) {
    this.files = files;
  }

  /** Where the block lies from now on. */
  synchronized long append(byte[] bytes, int offset, int count) throws IOException {
    requireOpen();
    if (opened == null) {
      opened = files.open(this);
    }
    try {
      opened.file().seek(end);
      opened.file().write(bytes, offset, count);
    } catch (IOException failed) {
      throw SpillFiles.failure("write to", opened.path().getParent(), failed);
    }
    long place = end;
    end += count;
    files.wrote(count);
    return place;
  }

  synchronized void read(long place, byte[] into, int offset, int count) throws IOException {
    requireOpen();
    try {
      opened.file().seek(place);
      opened.file().readFully(into, offset, count);
    } catch (IOException failed) {
      throw SpillFiles.failure("read from", opened.path().getParent(), failed);
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new IOException(
          "Records that were moved to disk are gone: their task has ended, or the context has been"
              + " stopped.");
    }
  }

  /** Deletes the file. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (opened != null) {
      try {
        opened.file().close();
      } finally {
        Files.deleteIfExists(opened.path());
        files.closed(this);
      }
    }
  }
}
