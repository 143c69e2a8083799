package dev.tidemill.core.file;

import java.io.Closeable;
import java.io.IOException;

/**
 * A file that only grows, opened by its one writer. Its methods may be called by any thread.
 *
 * <pre>{@code
 * |<------ what the last sync() covers ------>|<---- written since ---->|
 * | survives every crash                      | may be there, be gone,  |
 * |                                           | be cut, or hold zeros   |
 * }</pre>
 *
 * So whoever reads a log needs a checksum for each record. After an {@link IOException} from {@link
 * #write} or {@link #sync} the log is dead (a sync that fails may have dropped the data, and the
 * next one would wrongly succeed): close it, read what is there, and go on in a new one.
 */
public interface LogFile extends Closeable {

  /**
   * Appends the parts one after another; parts of one call stay together. Not durable before {@link
   * #sync}.
   */
  void write(byte[]... parts) throws IOException;

  /**
   * Returns when all that was written before this call, and the name of the log itself, is durable.
   */
  void sync() throws IOException;

  /** How long the log is, with what is not yet synced. */
  long length();

  /** Releases the log without a sync. Closing twice is harmless. */
  @Override
  void close() throws IOException;
}
