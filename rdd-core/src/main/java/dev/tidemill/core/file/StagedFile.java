package dev.tidemill.core.file;

import java.io.IOException;
import java.io.OutputStream;

/**
 * The life of an {@link AtomicFile}, once for all stores: open, then committed or given up, and
 * dead after a failed write.
 *
 * <p>A store says how the staged bytes become the file and how they go away.
 */
abstract class StagedFile extends AtomicFile {

  private enum State {
    /** Takes bytes until commit or close. */
    OPEN,
    /** A write or the commit failed: refuses both until it is closed. */
    FAILED,
    /** Committed or given up: nothing is left to do. */
    CLOSED
  }

  private final String name;
  private final OutputStream staged;
  private State state = State.OPEN;

  StagedFile(String name, OutputStream staged) {
    this.name = name;
    this.staged = staged;
  }

  /**
   * Makes the staged bytes, which are all handed over, durable under the final name; closes the
   * staging stream.
   */
  abstract void publish() throws IOException;

  /** Closes the staging stream and removes the staged bytes, whatever state they are in. */
  abstract void discard() throws IOException;

  @Override
  public void write(int b) throws IOException {
    requireOpen("write to");
    state = State.FAILED; // until proven otherwise
    staged.write(b);
    state = State.OPEN;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    requireOpen("write to");
    state = State.FAILED; // until proven otherwise
    staged.write(bytes, offset, length);
    state = State.OPEN;
  }

  @Override
  public void commit() throws IOException {
    if (state == State.CLOSED) {
      throw new IllegalStateException(
          "File '" + name + "' was already committed or closed; create it anew to write it again");
    }
    requireOpen("commit");
    state = State.FAILED; // until proven otherwise
    staged.flush();
    publish();
    state = State.CLOSED;
  }

  @Override
  public void close() throws IOException {
    if (state != State.CLOSED) {
      state = State.CLOSED;
      try {
        discard();
      } catch (IOException e) {
        // A new exception: HDFS throws that of the failed write again, the very object, and
        // try-with-resources
        // would choke on adding it to itself.
        throw new IOException("Cannot clear away what was written of file '" + name + "'", e);
      }
    }
  }

  private void requireOpen(String what) throws IOException {
    if (state == State.CLOSED) {
      throw new IOException("Cannot " + what + " file '" + name + "': it was committed or closed");
    }
    if (state == State.FAILED) {
      throw new IOException(
          "Cannot "
              + what
              + " file '"
              + name
              + "' after a failed write; close it and create it anew");
    }
  }
}
