package dev.tidemill.core.file;

import java.io.Closeable;
import java.io.IOException;

/**
 * A lock that was got by {@link FileStore#tryLock}; closing gives it back, at any time and once.
 */
public interface HeldLock extends Closeable {

  @Override
  void close() throws IOException;
}
