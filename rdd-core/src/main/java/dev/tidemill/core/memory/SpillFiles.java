package dev.tidemill.core.memory;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where records go that do not fit the memory: files that only this user can read, in a directory
 * made for the first of them. Where the platform allows it, a file has no name any more once it is
 * open, so that nothing is left however the process ends; elsewhere it is deleted when it is
 * closed. Thread-safe.
 */
public final class SpillFiles implements Closeable {
  /** Opens a file for reading and writing; tests put disks in its place that fail. */
  @FunctionalInterface
  interface Opener {
    RandomAccessFile open(File file) throws IOException;
  }

  /** A file that was made; its name may be gone already. */
  record Opened(Path path, RandomAccessFile file) {}

  private final List<Path> places;
  private final Opener opener;
  private final AtomicLong bytesWritten = new AtomicLong();

  // All below is guarded by this. The lock of a SpillFile is outside this one.
  private final Map<Path, Path> directories = new HashMap<>();
  private final Set<SpillFile> open = new HashSet<>();
  private int turn;
  private boolean closed;

  /**
   * @param places directories that take turns, as {@code spark.local.dir} names them; made if they
   *     do not exist
   */
  public SpillFiles(List<Path> places) {
    this(places, file -> new RandomAccessFile(file, "rw"));
  }

  SpillFiles(List<Path> places, Opener opener) {
    this.places = List.copyOf(places);
    this.opener = opener;
  }

  /** A file, made when the first bytes are written to it. */
  public SpillFile file() {
    return new SpillFile(this);
  }

  synchronized Opened open(SpillFile file) throws IOException {
    if (closed) {
      throw new IOException("Records cannot be moved to disk: the context has been stopped.");
    }
    Path place = places.get(turn++ % places.size());
    try {
      Path path = Files.createTempFile(directoryIn(place), "records-", ".spill");
      Opened opened = new Opened(path, opener.open(path.toFile()));
      open.add(file);
      // Where this fails (Windows deletes no open file) closing deletes it.
      path.toFile().delete();
      return opened;
    } catch (IOException failed) {
      throw failure("make a file in", place, failed);
    }
  }

  private Path directoryIn(Path place) throws IOException {
    Path directory = directories.get(place);
    if (directory == null) {
      Files.createDirectories(place);
      directory = Files.createTempDirectory(place, "tidemill-"); // for this user only
      directory.toFile().deleteOnExit(); // for programs that stop no context
      directories.put(place, directory);
    }
    return directory;
  }

  /** What went wrong, where, and what can be done. */
  static IOException failure(String what, Path where, IOException cause) {
    return new IOException(
        "Cannot "
            + what
            + " "
            + where
            + " (spark.local.dir), where records go that tasks have no memory for: "
            + cause.getClass().getSimpleName()
            + ": "
            + cause.getMessage()
            + "; make room there, name other directories, or raise tidemill.memory.tasks.",
        cause);
  }

  void wrote(int bytes) {
    bytesWritten.addAndGet(bytes);
  }

  synchronized void closed(SpillFile file) {
    open.remove(file);
  }

  /** How many bytes have been moved to disk so far. */
  public long bytesWritten() {
    return bytesWritten.get();
  }

  /** How many files there are now. */
  public synchronized int openFiles() {
    return open.size();
  }

  /** Deletes all files; tasks that still use them fail. */
  @Override
  public void close() throws IOException {
    List<SpillFile> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(open);
    }
    IOException failure = null;
    for (SpillFile file : left) {
      try {
        file.close();
      } catch (IOException failed) {
        failure = failed;
      }
    }
    deleteDirectories();
    if (failure != null) {
      throw failure;
    }
  }

  private synchronized void deleteDirectories() throws IOException {
    for (Path directory : directories.values()) {
      Files.deleteIfExists(directory);
    }
    directories.clear();
  }
}
