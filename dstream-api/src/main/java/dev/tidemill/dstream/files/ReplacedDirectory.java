package dev.tidemill.dstream.files;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory in the making, which takes the place of an older one at {@link #commit}.
 *
 * <pre>
 *   _temporary-...  ── written ── _SUCCESS ────────────────────► name
 *   name, if it was there ───────────────────► _replaced-... ──► deleted
 * </pre>
 *
 * <p>Between the two renames there is nothing under the name. A crash there, or before, leaves
 * directories behind whose names begin with {@code _}; nothing reads them, and they may be deleted.
 */
final class ReplacedDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReplacedDirectory.class);
  private static final String SUCCESS = "/_SUCCESS";

  private final FileStore store;
  private final String name;
  private final boolean replaces;
  private final String unique = UUID.randomUUID().toString();
  private boolean committed;

  private ReplacedDirectory(FileStore store, String name, boolean replaces) {
    this.store = store;
    this.name = name;
    this.replaces = replaces;
  }

  /**
   * @throws FileAlreadyExistsException if there is something of that name that was not written
   *     whole by an output
   */
  static ReplacedDirectory begin(FileStore store, String name) throws IOException {
    Optional<FileEntry> existing = store.status(name);
    if (existing.isPresent() && store.status(name + SUCCESS).isEmpty()) {
      throw new FileAlreadyExistsException(
          store.root() + "/" + name,
          null,
          "Output directory already exists and has no _SUCCESS, so it is not one of ours to replace;"
              + " delete it or use another prefix");
    }
    return new ReplacedDirectory(store, name, existing.isPresent());
  }

  /** Where to write, as a name in the store. */
  String temporary() {
    return "_temporary-" + unique;
  }

  void commit() throws IOException {
    try (AtomicFile success = store.createAtomic(temporary() + SUCCESS)) {
      success.commit();
    }
    if (replaces) {
      replace();
    } else {
      store.rename(temporary(), name);
    }
    committed = true;
  }

  private void replace() throws IOException {
    String older = "_replaced-" + unique;
    store.rename(name, older);
    try {
      store.rename(temporary(), name);
    } catch (IOException failed) {
      putBack(older, failed);
      throw failed;
    }
    try {
      store.delete(older);
    } catch (IOException left) { // what the batch was to write is there
      LOG.warn(
          "{}/{} was replaced by a newer one and cannot be deleted", store.root(), older, left);
    }
  }

  private void putBack(String older, IOException failed) {
    try {
      store.rename(older, name);
    } catch (IOException lost) {
      failed.addSuppressed(lost);
    }
  }

  /** Deletes what was not committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      store.delete(temporary());
    }
  }
}
