package dev.tidemill.rdd;

import dev.tidemill.SparkException;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileLocation;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.ScratchDirectory;
import dev.tidemill.core.task.TaskCopies;
import dev.tidemill.core.task.TaskRun;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The files and jars that a program has added to one context for its tasks. Files are in a
 * directory of their own, made with the first one or when somebody asks for it, and gone when the
 * context stops. Thread-safe.
 */
public final class AddedFiles implements Closeable {
  // The mirrored SparkFiles.get is static, so there is one list for all contexts; the last is
  // first.
  private static final Deque<AddedFiles> OPEN = new ConcurrentLinkedDeque<>();

  /** Grows with every jar. */
  private static final class Jars extends URLClassLoader {
    Jars(ClassLoader parent) {
      super("tidemill-jars", new URL[0], parent);
    }

    @Override
    protected void addURL(URL jar) { // opens it to this class
      super.addURL(jar);
    }
  }

  private final TaskCopies tasks;
  private final ScratchDirectory directory;
  private final Map<String, String> added = new HashMap<>(); // paths by names; guarded by this
  private final List<String> jarPaths = new CopyOnWriteArrayList<>();
  private Jars jars; // guarded by this; null while there is none

  /**
   * @param tasks those of the context
   * @param parent where the directory is made
   */
  public AddedFiles(TaskCopies tasks, Path parent) {
    this.tasks = tasks;
    this.directory = new ScratchDirectory(parent, "tidemill-files-");
    OPEN.addFirst(this);
  }

  /**
   * Those of the task on the calling thread, or else of the latest context.
   *
   * @throws IllegalStateException if there is no context
   */
  public static AddedFiles here() {
    AddedFiles latest = OPEN.peekFirst();
    for (AddedFiles files : OPEN) {
      if (TaskRun.current().filter(task -> task.isOf(files.tasks)).isPresent()) {
        return files;
      }
    }
    if (latest == null) {
      throw new IllegalStateException(
          "SparkFiles: there is no context that could have files; make one before.");
    }
    return latest;
  }

  /** The directory that has them all. */
  public Path directory() {
    return directory.path();
  }

  /** Where a file is, or would be. */
  public Path path(String name) {
    Path path = directory().resolve(name).normalize();
    if (!path.startsWith(directory())) {
      throw new IllegalArgumentException(
          "SparkFiles.get: filename is '" + name + "', which is not among the added files.");
    }
    return path;
  }

  /**
   * Copies a file, or a directory with all that is in it. One that was added before by the same
   * path is left as it is.
   *
   * @throws SparkException if it is a directory and that is not allowed
   * @throws IllegalArgumentException if another one of that name was added
   */
  public synchronized void add(
      String location, boolean recursive, Map<String, String> hadoopSettings)
      throws IOException, SparkException {
    FileLocation place = FileLocation.of(location);
    FileStore store = FileStores.openFor("addFile", place.directory(), hadoopSettings);
    FileEntry entry =
        store
            .status(place.name())
            .orElseThrow(() -> new NoSuchFileException(location, null, "addFile: it is not there"));
    if (entry.directory() && !recursive) {
      throw new SparkException(
          "Added file "
              + location
              + " is a directory and recursive is not turned on; call addFile(path, true).");
    }
    String before = added.putIfAbsent(place.name(), location);
    if (location.equals(before)) {
      return;
    }
    if (before != null) {
      throw new IllegalArgumentException(
          "addFile: '%s' has the name of '%s', which was added before; rename one of them."
              .formatted(location, before));
    }
    copy(store, entry, directory());
  }

  private static void copy(FileStore store, FileEntry entry, Path into) throws IOException {
    Path target = into.resolve(entry.lastSegment());
    if (entry.directory()) {
      Files.createDirectory(target);
      for (FileEntry inside : store.list(entry.name())) {
        copy(store, inside, target);
      }
      return;
    }
    try (InputStream in = store.open(entry.name(), 0)) {
      Files.copy(in, target);
    }
  }

  /**
   * Makes the classes of a jar known to tasks that begin from now on. The jar is copied, so that it
   * may be built again meanwhile.
   */
  public synchronized void addJar(String location, Map<String, String> hadoopSettings)
      throws IOException {
    FileLocation place = FileLocation.of(location);
    FileStore store = FileStores.openFor("addJar", place.directory(), hadoopSettings);
    FileEntry entry =
        store
            .status(place.name())
            .filter(found -> !found.directory())
            .orElseThrow(() -> new NoSuchFileException(location, null, "addJar: no such file"));
    Path into = Files.createDirectories(directory().resolve(".jars"));
    Path copy = into.resolve(jarPaths.size() + "-" + entry.lastSegment());
    try (InputStream in = store.open(entry.name(), 0)) {
      Files.copy(in, copy);
    }
    if (jars == null) {
      jars = new Jars(Thread.currentThread().getContextClassLoader());
      tasks.useClasses(jars);
    }
    jars.addURL(copy.toUri().toURL());
    jarPaths.add(location);
  }

  /** The paths by which jars were added. */
  public List<String> jars() {
    return List.copyOf(jarPaths);
  }

  @Override
  public void close() throws IOException {
    OPEN.remove(this);
    synchronized (this) {
      if (jars != null) {
        jars.close();
      }
    }
    directory.close();
  }
}
