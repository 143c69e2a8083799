package dev.tidemill.core.file;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.security.AccessControlException;

/**
 * A store on a file system of Hadoop: reads, and leaves it to a {@link HadoopWriter} of the kind of
 * the file system how files are written.
 */
final class HadoopFileStore implements FileStore, Serializable {

  private final FileSystem fileSystem;
  private final Path root;
  private final Map<String, String> settings;
  // Found out by the first write: who only reads need not know.
  private volatile HadoopWriter writer;

  private HadoopFileStore(FileSystem fileSystem, Path root, Map<String, String> settings) {
    this.fileSystem = fileSystem;
    this.root = root;
    this.settings = settings;
  }

  // Answers by the interface, so that who calls it can be loaded without Hadoop.
  static FileStore open(String location, Map<String, String> settings) throws IOException {
    Path path = new Path(location);
    FileSystem fileSystem = HadoopFileSystems.get(path, settings);
    Path root = path.toUri().getPath().isEmpty() ? new Path(path, "/") : path;
    return new HadoopFileStore(fileSystem, fileSystem.makeQualified(root), Map.copyOf(settings));
  }

  /** Stays here: one that is sent to a task is opened there by what its class path says. */
  static FileStore over(FileSystem fileSystem, Path root) {
    return new HadoopFileStore(fileSystem, fileSystem.makeQualified(root), Map.of());
  }

  @Override
  public String root() {
    return root.toString();
  }

  private Object writeReplace() {
    return new StoreAt(root(), settings);
  }

  @Override
  public boolean isObjectStore() throws IOException {
    return writer().isObjectStore();
  }

  private HadoopWriter writer() throws IOException {
    HadoopWriter known = writer;
    if (known == null) {
      known = HadoopWriters.of(fileSystem, root); // Twice, at worst, with the same answer.
      writer = known;
    }
    return known;
  }

  @Override
  public AtomicFile createAtomic(String name) throws IOException {
    Path target = path(FileNames.requireNewName(name));
    return writer().createAtomic(name, target);
  }

  @Override
  public boolean createExclusive(String name, byte[] content) throws IOException {
    Path target = path(FileNames.requireNewName(name));
    return writer().createExclusive(target, content);
  }

  @Override
  public LogFile appendLog(String name) throws IOException {
    Path target = path(FileNames.requireNewName(name));
    return writer().appendLog(name, target);
  }

  @Override
  public InputStream open(String name, long offset) throws IOException {
    if (offset < 0) {
      throw new IllegalArgumentException(
          "Offset %d into '%s' is negative; the first byte has offset 0".formatted(offset, name));
    }
    Path path = path(FileNames.requireName(name));
    try {
      return seek(path, fileSystem.open(path), offset);
    } catch (AccessControlException e) {
      // HDFS says so of a name below a file, too.
      throw find(fileSystem, path).isEmpty() ? HadoopErrors.missing(path, e) : e;
    } catch (IllegalArgumentException e) {
      throw HadoopErrors.missing(path, e); // HDFS: a ':' in the name.
    } catch (IOException e) {
      throw HadoopErrors.translated(e, path);
    }
  }

  @Override
  public List<FileEntry> list(String directory) throws IOException {
    Path path = directory.isEmpty() ? root : path(FileNames.requireName(directory));
    List<FileEntry> entries = new ArrayList<>();
    try {
      RemoteIterator<FileStatus> found = fileSystem.listStatusIterator(path);
      while (found.hasNext()) {
        FileStatus status = found.next();
        if (!status.isDirectory() && samePath(status.getPath(), path)) {
          throw new NotDirectoryException(path.toString()); // Hadoop lists a file as itself.
        }
        String segment = status.getPath().getName();
        if (!FileNames.isTemporary(segment)) {
          entries.add(entry(FileNames.child(directory, segment), status));
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw HadoopErrors.translated(e, path);
    }
    entries.sort(Comparator.comparing(FileEntry::name));
    return entries;
  }

  @Override
  public Optional<FileEntry> status(String name) throws IOException {
    return find(fileSystem, path(FileNames.requireName(name))).map(status -> entry(name, status));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = path(FileNames.requireName(from));
    Path target = path(FileNames.requireNewName(to));
    writer().rename(source, target);
  }

  @Override
  public boolean delete(String name) throws IOException {
    Path path = path(FileNames.requireName(name));
    return find(fileSystem, path).isPresent() && fileSystem.delete(path, true);
  }

  private static InputStream seek(Path path, FSDataInputStream in, long offset) throws IOException {
    try {
      in.seek(offset);
      return in;
    } catch (EOFException e) {
      in.close();
      throw behindTheEnd(path, offset, e);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  private static EOFException behindTheEnd(Path path, long offset, EOFException cause) {
    EOFException e =
        new EOFException("Offset %d is behind the end of '%s'".formatted(offset, path));
    e.initCause(cause);
    return e;
  }

  /**
   * What is there, empty also for a name below a file and for one that the file system could not
   * hold.
   */
  static Optional<FileStatus> find(FileSystem fileSystem, Path path) throws IOException {
    try {
      return Optional.of(fileSystem.getFileStatus(path));
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // HDFS: a ':' in the name.
    }
  }

  private static boolean samePath(Path a, Path b) {
    return a.toUri().getPath().equals(b.toUri().getPath());
  }

  private static FileEntry entry(String name, FileStatus status) {
    boolean directory = status.isDirectory();
    return new FileEntry(
        name, directory, directory ? 0 : status.getLen(), status.getModificationTime());
  }

  /** Not by Path(parent, child), which takes a ':' in the child for the end of a scheme. */
  private Path path(String name) {
    String base = root.toUri().getPath();
    return new Path(
        root.toUri().getScheme(),
        root.toUri().getAuthority(),
        base.endsWith("/") ? base + name : base + "/" + name);
  }
}
