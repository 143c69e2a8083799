package dev.tidemill.core.file;

import dev.tidemill.core.thread.Uninterrupted;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A directory of output in the making, which appears whole under its name at {@link #commit}, or
 * not at all:
 *
 * <pre>
 *   _temporary-...  ── written ── _SUCCESS ────────────────────► name
 *   name, if there is one to replace ────────► _replaced-... ──► deleted
 * </pre>
 *
 * <p>Between the two renames of a replacement there is nothing under the name. A crash there, or
 * before, leaves directories behind whose names begin with {@code _}; nothing reads them, and they
 * may be deleted. Used by one thread; whoever writes knows the name of {@link #temporary} only.
 */
public final class OutputDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);
  private static final String SUCCESS = "/_SUCCESS";

  private final FileStore store;
  private final String name;
  private final boolean replaces;
  private final String unique = UUID.randomUUID().toString();
  private boolean committed;

  private OutputDirectory(FileStore store, String name, boolean replaces) {
    this.store = store;
    this.name = name;
    this.replaces = replaces;
  }

  /**
   * A directory under a name that is not taken.
   *
   * @throws FileAlreadyExistsException if there is something of that name
   */
  public static OutputDirectory fresh(FileStore store, String name) throws IOException {
    OutputDirectory directory = new OutputDirectory(store, name, false);
    if (store.status(name).isPresent()) {
      throw directory.exists();
    }
    return directory;
  }

  /**
   * A directory that takes the place of one that was written whole, if there is one.
   *
   * @throws FileAlreadyExistsException if there is something else of that name
   */
  public static OutputDirectory replacing(FileStore store, String name) throws IOException {
    boolean replaces = store.status(name).isPresent();
    if (replaces && store.status(name + SUCCESS).isEmpty()) {
      throw new FileAlreadyExistsException(
          store.root() + "/" + name,
          null,
          "Output directory already exists and has no _SUCCESS, so it is not one of ours to replace;"
              + " delete it or use another prefix");
    }
    return new OutputDirectory(store, name, replaces);
  }

  /** Where to write, as a name in the store. */
  public String temporary() {
    return "_temporary-" + unique;
  }

  /** Whether anything is there, if only the directory. */
  public boolean isBegun() throws IOException {
    return store.status(temporary()).isPresent();
  }

  /** Says by an empty file that all is there, unless that is said already. */
  public void markWhole() throws IOException {
    if (store.status(temporary() + SUCCESS).isEmpty()) {
      try (AtomicFile success = store.createAtomic(temporary() + SUCCESS)) {
        success.commit();
      }
    }
  }

  /**
   * @throws FileAlreadyExistsException if the name of a fresh directory was taken meanwhile
   */
  public void commit() throws IOException {
    if (replaces) {
      replace();
    } else {
      publish();
    }
    committed = true;
  }

  private void publish() throws IOException {
    try {
      store.rename(temporary(), name);
    } catch (FileAlreadyExistsException madeMeanwhile) {
      FileAlreadyExistsException failed = exists();
      failed.initCause(madeMeanwhile);
      throw failed;
    }
  }

  private FileAlreadyExistsException exists() {
    return new FileAlreadyExistsException(
        store.root() + "/" + name,
        null,
        "Output directory already exists; delete it or give another path");
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
    } catch (IOException left) { // what was to be written is there
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
      Uninterrupted.run(() -> store.delete(temporary()));
    }
  }
}
