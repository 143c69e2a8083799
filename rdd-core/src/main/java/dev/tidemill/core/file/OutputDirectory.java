package dev.tidemill.core.file;

import dev.tidemill.core.thread.Uninterrupted;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
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
 *
 * <p>An object store renames nothing. There the files are written in their last place, and {@code
 * _SUCCESS} alone says that all of them are there:
 *
 * <pre>
 *   name   (_SUCCESS deleted, then the other files)   .owner ── written ── _SUCCESS
 * </pre>
 *
 * <p>Since {@code .owner} is the first file, what a crash leaves of an output is known as its own
 * by the next attempt, and taken for a whole one by nobody who looks for {@code _SUCCESS}.
 */
public final class OutputDirectory implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputDirectory.class);
  private static final String SUCCESS = "/_SUCCESS";
  private static final String OWNER = "/.owner";
  private static final int LONGEST_OWNER = 1 << 14;

  private final FileStore store;
  private final String name;
  private final boolean replaces;
  private final String owner;
  private final boolean inPlace;
  private final String unique = UUID.randomUUID().toString();
  private boolean committed;

  private OutputDirectory(FileStore store, String name, boolean replaces, String owner)
      throws IOException {
    this.store = store;
    this.inPlace = store.isObjectStore();
    this.name = name;
    this.replaces = replaces;
    this.owner = owner;
  }

  /**
   * A directory under a name that is not taken.
   *
   * @throws FileAlreadyExistsException if there is something of that name
   */
  public static OutputDirectory fresh(FileStore store, String name) throws IOException {
    OutputDirectory directory = new OutputDirectory(store, name, false, "");
    if (store.status(name).isPresent()) {
      throw directory.exists();
    }
    directory.beginInPlace();
    return directory;
  }

  /**
   * A directory that takes the place of one that the same owner wrote whole, if there is one.
   *
   * @param owner who writes what, in a few lines; kept in {@code .owner}, which readers pass over
   * @throws FileAlreadyExistsException if there is something else of that name
   */
  public static OutputDirectory replacing(FileStore store, String name, String owner)
      throws IOException {
    boolean replaces = store.status(name).isPresent();
    if (replaces && !owner.equals(ownerOf(store, name))) {
      throw new FileAlreadyExistsException(
          store.root() + "/" + name,
          null,
          "Output directory already exists and was not written by this output (its .owner would say"
              + " so), so it is not replaced; delete it or use another prefix");
    }
    OutputDirectory directory = new OutputDirectory(store, name, replaces, owner);
    directory.beginInPlace();
    return directory;
  }

  /** Makes the place its own, and empty. */
  private void beginInPlace() throws IOException {
    if (!inPlace) {
      return;
    }
    if (replaces) {
      deleteParts();
    } else if (!store.createExclusive(name + OWNER, ownerText().getBytes(StandardCharsets.UTF_8))) {
      throw exists();
    }
  }

  /** First what says that all is there. */
  private void deleteParts() throws IOException {
    store.delete(name + SUCCESS);
    for (FileEntry entry : store.list(name)) {
      if (!entry.name().equals(name + OWNER)) {
        store.delete(entry.name());
      }
    }
  }

  /** Whoever may not replace it is told apart by a number. */
  private String ownerText() {
    return owner.isEmpty() ? unique : owner;
  }

  /** As far as an owner's lines may go; empty if nobody has left any. */
  private static String ownerOf(FileStore store, String name) throws IOException {
    try (InputStream in = store.open(name + OWNER, 0)) {
      return new String(in.readNBytes(LONGEST_OWNER), StandardCharsets.UTF_8);
    } catch (NoSuchFileException notWritten) {
      return "";
    }
  }

  /** Where to write, as a name in the store. */
  public String temporary() {
    return inPlace ? name : "_temporary-" + unique;
  }

  /** Whether anything is there, if only the directory. */
  public boolean isBegun() throws IOException {
    return store.status(temporary()).isPresent();
  }

  /** Says who wrote it, if that is known, and by an empty file, the last, that all is there. */
  public void markWhole() throws IOException {
    if (!owner.isEmpty() && !inPlace) {
      write(OWNER, owner);
    }
    if (store.status(temporary() + SUCCESS).isEmpty()) {
      write(SUCCESS, "");
    }
  }

  private void write(String file, String text) throws IOException {
    try (AtomicFile atomic = store.createAtomic(temporary() + file)) {
      atomic.write(text.getBytes(StandardCharsets.UTF_8));
      atomic.commit();
    }
  }

  /**
   * @throws FileAlreadyExistsException if the name of a fresh directory was taken meanwhile
   */
  public void commit() throws IOException {
    if (!inPlace) {
      moveToPlace();
    }
    committed = true;
  }

  private void moveToPlace() throws IOException {
    if (replaces) {
      replace();
    } else {
      publish();
    }
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

  /** In place {@code .owner} goes last, so that what a crash leaves of it is known again. */
  private void deleteUnfinished() throws IOException {
    if (inPlace && store.status(name).isPresent()) {
      deleteParts();
    }
    store.delete(inPlace ? name + OWNER : temporary());
  }

  /** Deletes what was not committed. */
  @Override
  public void close() throws IOException {
    if (!committed) {
      Uninterrupted.run(this::deleteUnfinished);
    }
  }
}
