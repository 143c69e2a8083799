package dev.tidemill.core.file;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A log over an unbuffered stream and a way to sync it.
 *
 * <p>Writes hold the lock of this object, so that the parts of one call stay together; a sync does
 * not, so that writers go on while it waits for the disk.
 */
final class StreamLog implements LogFile {

  /** Makes durable what was written to the stream so far, and the name of its file. */
  @FunctionalInterface
  interface SyncAction {
    void sync() throws IOException;
  }

  private final String name;
  private final OutputStream out;
  private final SyncAction syncAction;
  private volatile long length;
  private volatile boolean failed;
  private volatile boolean closed;

  StreamLog(String name, OutputStream out, long length, SyncAction syncAction) {
    this.name = name;
    this.out = out;
    this.length = length;
    this.syncAction = syncAction;
  }

  @Override
  public synchronized void write(byte[]... parts) throws IOException {
    requireUsable("write to");
    byte[] whole = join(parts);
    try {
      out.write(whole);
    } catch (IOException | RuntimeException e) {
      failed = true;
      throw e;
    }
    length += whole.length;
  }

  @Override
  public void sync() throws IOException {
    requireUsable("sync");
    try {
      syncAction.sync();
    } catch (IOException | RuntimeException e) {
      failed = true;
      throw e;
    }
    // One of two concurrent syncs may have taken the report of a fault that concerns both.
    requireUsable("sync");
  }

  @Override
  public long length() {
    return length;
  }

  @Override
  public synchronized void close() throws IOException {
    if (!closed) {
      closed = true;
      try {
        out.close();
      } catch (IOException e) {
        // A new exception: HDFS throws that of the failed write again, the very object, and
        // try-with-resources
        // would choke on adding it to itself.
        throw new IOException("Cannot close log '" + name + "'", e);
      }
    }
  }

  /**
   * One array, so that the file system sees one write: a crash then cuts in as few places as it
   * can.
   */
  static byte[] join(byte[]... parts) {
    if (parts.length == 1) {
      return parts[0];
    }
    int total = 0;
    for (byte[] part : parts) {
      total = Math.addExact(total, part.length);
    }
    byte[] whole = new byte[total];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  private void requireUsable(String what) throws IOException {
    if (closed) {
      throw new IOException("Cannot " + what + " log '" + name + "': it was closed; open it again");
    }
    if (failed) {
      throw new IOException(
          "Cannot "
              + what
              + " log '"
              + name
              + "' after a write or sync that failed; close it, read what it holds, and go on in a new log");
    }
  }
}
