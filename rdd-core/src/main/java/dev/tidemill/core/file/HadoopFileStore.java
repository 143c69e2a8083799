package dev.tidemill.core.file;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/**
 * A store on a file system of Hadoop, which for all that writes must rename in one step and sync on
 * demand, as HDFS does.
 *
 * <p>A file that must appear whole is written under a temporary name, synced and closed, and
 * renamed: with the option to replace for {@link #createAtomic}, without it for {@link
 * #createExclusive}; the NameNode decides races and logs the name durably. Object stores are for
 * reading only: what they call rename copies, and nothing they write is durable before its end;
 * asking one to write is refused.
 */
final class HadoopFileStore implements FileStore, Serializable {

  private static final FsPermission OWNER_FILE = new FsPermission((short) 0600);
  private static final FsPermission OWNER_DIRECTORY = new FsPermission((short) 0700);

  private static final int BUFFER_BYTES = 1 << 16;

  private final FileSystem fileSystem;
  private final StrictRename renames;
  private final Path root;

  private HadoopFileStore(FileSystem fileSystem, Path root) {
    this.fileSystem = fileSystem;
    this.renames = new StrictRename(fileSystem);
    this.root = root;
  }

  // Answers by the interface, so that who calls it can be loaded without Hadoop.
  static FileStore open(String location, Map<String, String> settings) throws IOException {
    Path path = new Path(location);
    FileSystem fileSystem = HadoopFileSystems.get(path, settings);
    Path root = path.toUri().getPath().isEmpty() ? new Path(path, "/") : path;
    return new HadoopFileStore(fileSystem, fileSystem.makeQualified(root));
  }

  /** Stays here: one that is sent to a task is opened there by what its class path says. */
  static FileStore over(FileSystem fileSystem, Path root) {
    return new HadoopFileStore(fileSystem, fileSystem.makeQualified(root));
  }

  @Override
  public String root() {
    return root.toString();
  }

  private Object writeReplace() {
    return new StoreAt(root());
  }

  @Override
  public AtomicFile createAtomic(String name) throws IOException {
    Path target = path(FileNames.requireNewName(name));
    Path temporary = path(FileNames.temporaryFor(name));
    FSDataOutputStream out = create(temporary);
    return new StagedFile(name, new BufferedOutputStream(out, BUFFER_BYTES)) {
      @Override
      void publish() throws IOException {
        out.hsync();
        out.close();
        try {
          renames.replace(temporary, target);
        } catch (IOException e) {
          throw translated(e, target);
        }
      }

      @Override
      void discard() throws IOException {
        try (out) {
          fileSystem.delete(temporary, false);
        } catch (IOException e) {
          // HDFS closes a file by completing it, and this one is deleted: as it should be.
          if (!isNotFound(e)) {
            throw e;
          }
        }
      }
    };
  }

  @Override
  public boolean createExclusive(String name, byte[] content) throws IOException {
    Path target = path(FileNames.requireNewName(name));
    if (find(target).isPresent()) {
      return false;
    }
    Path temporary = path(FileNames.temporaryFor(name));
    try {
      writeAndSync(temporary, content);
      renames.move(temporary, target);
      return true;
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      fileSystem.delete(temporary, false);
      return false;
    } catch (IOException e) {
      deleteAfter(e, temporary);
      throw translated(e, target);
    }
  }

  @Override
  public LogFile appendLog(String name) throws IOException {
    Path target = path(FileNames.requireNewName(name));
    try {
      FSDataOutputStream out = find(target).isEmpty() ? createOrAppend(target) : append(target);
      return new StreamLog(name, out, out.getPos(), out::hsync);
    } catch (IOException e) {
      throw translated(e, target);
    }
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
      throw find(path).isEmpty() ? missing(path, e) : e;
    } catch (IllegalArgumentException e) {
      throw missing(path, e); // HDFS: a ':' in the name.
    } catch (IOException e) {
      throw translated(e, path);
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
      throw translated(e, path);
    }
    entries.sort(Comparator.comparing(FileEntry::name));
    return entries;
  }

  @Override
  public Optional<FileEntry> status(String name) throws IOException {
    return find(path(FileNames.requireName(name))).map(status -> entry(name, status));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = path(FileNames.requireName(from));
    Path target = path(FileNames.requireNewName(to));
    if (fileSystem.hasPathCapability(root, CommonPathCapabilities.ABORTABLE_STREAM)) {
      throw new UnsupportedFileOperationException(
          "Cannot rename '%s': %s is an object store, which renames by copying; keep what must survive on HDFS or a disk"
              .formatted(from, root),
          null);
    }
    if (find(source).isEmpty()) {
      throw new NoSuchFileException(source.toString());
    }
    try {
      createDirectories(target.getParent());
      renames.move(source, target);
    } catch (RemoteException e) {
      // Of a file onto an empty directory and the like, HDFS only says that the two do not match.
      throw find(target).isPresent() ? alreadyExists(e, target) : e;
    } catch (IOException e) {
      throw translated(e, target);
    }
  }

  @Override
  public boolean delete(String name) throws IOException {
    Path path = path(FileNames.requireName(name));
    return find(path).isPresent() && fileSystem.delete(path, true);
  }

  private FSDataOutputStream createOrAppend(Path target) throws IOException {
    try {
      return create(target);
    } catch (org.apache.hadoop.fs.FileAlreadyExistsException e) {
      return append(target); // Somebody created it since we looked.
    }
  }

  private FSDataOutputStream append(Path target) throws IOException {
    FSDataOutputStream out = new HadoopAppend(fileSystem, target).open();
    if (!out.hasCapability(StreamCapabilities.HSYNC)) {
      UnsupportedFileOperationException e = noSync(target);
      closeAfter(e, out);
      throw e;
    }
    return out;
  }

  private FSDataOutputStream create(Path path) throws IOException {
    FSDataOutputStream out = createWithDirectory(path);
    if (!out.hasCapability(StreamCapabilities.HSYNC)) {
      UnsupportedFileOperationException e = noSync(path);
      closeAfter(e, out);
      deleteAfter(e, path);
      throw e;
    }
    return out;
  }

  private FSDataOutputStream createWithDirectory(Path path) throws IOException {
    try {
      return createInDirectory(path);
    } catch (FileNotFoundException e) {
      // No directory yet. Asking for it first would cost every file a call.
      createDirectories(path.getParent());
      return createInDirectory(path);
    }
  }

  private FSDataOutputStream createInDirectory(Path path) throws IOException {
    // SYNC_BLOCK: hsync covers the current block only, so a block must be on disk when the next one
    // begins.
    return fileSystem.createNonRecursive(
        path,
        OWNER_FILE,
        EnumSet.of(CreateFlag.CREATE, CreateFlag.SYNC_BLOCK),
        fileSystem.getConf().getInt("io.file.buffer.size", 4096),
        fileSystem.getDefaultReplication(path),
        fileSystem.getDefaultBlockSize(path),
        null);
  }

  private void createDirectories(Path directory) throws IOException {
    if (!fileSystem.mkdirs(directory, OWNER_DIRECTORY)) {
      throw new IOException("Cannot create directory '" + directory + "', the file system says no");
    }
  }

  private UnsupportedFileOperationException noSync(Path path) {
    return new UnsupportedFileOperationException(
        "Cannot write '%s' durably: its file system (%s) cannot sync a file before its end, as object stores cannot; keep what must survive on HDFS or a disk"
            .formatted(path, fileSystem.getUri()),
        null);
  }

  private void writeAndSync(Path path, byte[] content) throws IOException {
    FSDataOutputStream out = create(path);
    try {
      out.write(content);
      out.hsync();
      out.close();
    } catch (IOException e) {
      closeAfter(e, out); // Left open, our client would renew its lease for ever.
      throw e;
    }
  }

  private static void closeAfter(IOException fault, FSDataOutputStream out) {
    try {
      out.close();
    } catch (IOException e) {
      if (e != fault) { // HDFS throws the fault of a stream again, the very object.
        fault.addSuppressed(e);
      }
    }
  }

  private void deleteAfter(IOException fault, Path path) {
    try {
      fileSystem.delete(path, false);
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
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
  private Optional<FileStatus> find(Path path) throws IOException {
    try {
      return Optional.of(fileSystem.getFileStatus(path));
    } catch (FileNotFoundException | ParentNotDirectoryException e) {
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // HDFS: a ':' in the name.
    }
  }

  /** Hadoop's exceptions in the words of {@link FileStore}; others as they are. */
  private static IOException translated(Exception e, Path path) {
    if (e instanceof org.apache.hadoop.fs.FileAlreadyExistsException exists) {
      return alreadyExists(exists, path);
    }
    if (e instanceof IOException io && !isNotFound(io)) {
      return io;
    }
    return missing(path, e);
  }

  private static NoSuchFileException missing(Path path, Exception cause) {
    NoSuchFileException e = new NoSuchFileException(path.toString(), null, cause.getMessage());
    e.initCause(cause);
    return e;
  }

  private static FileAlreadyExistsException alreadyExists(IOException cause, Path path) {
    FileAlreadyExistsException e =
        new FileAlreadyExistsException(path.toString(), null, cause.getMessage());
    e.initCause(cause);
    return e;
  }

  private static boolean isNotFound(IOException e) {
    return e instanceof FileNotFoundException
        || e instanceof RemoteException remote
            && remote.unwrapRemoteException() instanceof FileNotFoundException;
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
