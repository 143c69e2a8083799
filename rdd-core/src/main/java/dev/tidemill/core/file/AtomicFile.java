package dev.tidemill.core.file;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A file in the making, which appears whole at {@link #commit} or never. For one thread at a time.
 *
 * <p>Buffered; {@link #flush} promises nothing. After a failed write a commit is refused, so an
 * exception that somebody swallowed cannot become half a file.
 */
public abstract class AtomicFile extends OutputStream {

  /**
   * Makes the file appear under its name, durably, in place of an older one, and closes it.
   *
   * <p>After an {@link IOException} the name shows the older file or the whole new one.
   *
   * @throws IllegalStateException when it was committed or closed before
   */
  public abstract void commit() throws IOException;

  /** Gives the file up unless it was committed; nothing of it stays. Closing twice is harmless. */
  @Override
  public abstract void close() throws IOException;
}
