package dev.tidemill.core.file;

import dev.tidemill.core.error.Sneaky;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A directory of this machine for what one context needs while it lives; for this user only. Made
 * when it is first asked for, and gone with all that is in it when it is closed. Thread-safe.
 */
public final class ScratchDirectory implements Closeable {
  private final Path parent;
  private final String prefix;
  private Path path; // guarded by this; null until it was asked for
  private boolean closed; // guarded by this

  /**
   * @param parent made if it is missing
   * @param prefix what its name begins with
   */
  public ScratchDirectory(Path parent, String prefix) {
    this.parent = parent;
    this.prefix = prefix;
  }

  /** Throws, undeclared, the {@link IOException} if it cannot be made. */
  public synchronized Path path() {
    if (closed) {
      throw new IllegalStateException("The context has been stopped, and its files are gone.");
    }
    if (path == null) {
      try {
        Files.createDirectories(parent);
        path = Files.createTempDirectory(parent, prefix);
      } catch (IOException failed) {
        throw Sneaky.thrown(failed);
      }
    }
    return path;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    if (path != null) {
      new LocalFileStore(parent).delete(path.getFileName().toString());
    }
  }
}
