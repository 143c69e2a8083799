package dev.tidemill.core.file;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A store on the local disk, by java.nio alone.
 *
 * <p>A file that must appear whole is written under a temporary name beside its final one, synced,
 * and then renamed over it ({@link #createAtomic}) or linked to it ({@link #createExclusive}: a
 * link fails when the name is taken, a rename does not). The sync of the directory that follows
 * makes the name durable. What we create is for its owner only.
 *
 * <p>Files are written through {@link FileOutputStream}, not through a channel: an interrupt closes
 * a channel, and one stray interrupt would kill a log for good. Reading does use channels (on
 * Windows they let others rename and delete the file), so an interrupt ends a read.
 */
final class LocalFileStore implements FileStore, Serializable {

  /**
   * Gives a file a second name, or fails because the name is taken or the file system knows no such
   * thing.
   */
  @FunctionalInterface
  interface Linker {
    void link(Path newName, Path existing) throws IOException;
  }

  // Java has no rename that refuses to replace, so looking and renaming must not be interleaved.
  private static final Object RENAME = new Object();

  private static final int BUFFER_BYTES = 1 << 16;

  private final Path root;
  private final Linker linker;

  LocalFileStore(Path root) {
    this(root, Files::createLink);
  }

  LocalFileStore(Path root, Linker linker) {
    this.root = root.toAbsolutePath().normalize();
    this.linker = linker;
  }

  @Override
  public String root() {
    return root.toString();
  }

  private Object writeReplace() {
    return new StoreAt(root(), Map.of());
  }

  @Override
  public AtomicFile createAtomic(String name) throws IOException {
    Path target = newPath(name);
    LocalDirectories.create(target.getParent());
    Path temporary = createTemporary(name);
    FileOutputStream out = new FileOutputStream(temporary.toFile());
    return new StagedFile(name, new BufferedOutputStream(out, BUFFER_BYTES)) {
      @Override
      void publish() throws IOException {
        out.getFD().sync();
        out.close();
        synchronized (RENAME) {
          Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        }
        LocalDirectories.sync(target.getParent());
      }

      @Override
      void discard() throws IOException {
        out.close();
        Files.deleteIfExists(temporary);
      }
    };
  }

  @Override
  public boolean createExclusive(String name, byte[] content) throws IOException {
    Path target = newPath(name);
    if (find(target, LinkOption.NOFOLLOW_LINKS).isPresent()) {
      return false;
    }
    LocalDirectories.create(target.getParent());
    Path temporary = createTemporary(name);
    try {
      writeAndSync(temporary, content);
      if (!linkOrCreate(target, temporary, content)) {
        return false;
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
    LocalDirectories.sync(target.getParent());
    return true;
  }

  @Override
  public LogFile appendLog(String name) throws IOException {
    Path target = newPath(name);
    LocalDirectories.create(target.getParent());
    try {
      Files.createFile(target, LocalDirectories.forFile());
    } catch (FileAlreadyExistsException e) {
      requireFile(name, target); // An older log, to be continued.
    }
    FileOutputStream out = new FileOutputStream(target.toFile(), true);
    return new StreamLog(name, out, Files.size(target), new LogSync(out, target.getParent()));
  }

  @Override
  public InputStream open(String name, long offset) throws IOException {
    if (offset < 0) {
      throw new IllegalArgumentException(
          "Offset %d into '%s' is negative; the first byte has offset 0".formatted(offset, name));
    }
    Path path = path(name);
    requireFile(name, path);
    FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
    try {
      long length = channel.size();
      if (offset > length) {
        throw new EOFException(
            "Offset %d is behind the end of '%s', which has %d bytes"
                .formatted(offset, path, length));
      }
      return Channels.newInputStream(channel.position(offset));
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public List<FileEntry> list(String directory) throws IOException {
    Path start = directory.isEmpty() ? root : path(directory);
    if (!require(start).isDirectory()) {
      throw new NotDirectoryException(start.toString());
    }
    List<FileEntry> entries = new ArrayList<>();
    // The walk hands over the attributes that Windows gives with the name; elsewhere it asks for
    // each file.
    Files.walkFileTree(
        start, EnumSet.of(FileVisitOption.FOLLOW_LINKS), 1, new Lister(start, directory, entries));
    entries.sort(Comparator.comparing(FileEntry::name));
    return entries;
  }

  @Override
  public Optional<FileEntry> status(String name) throws IOException {
    return find(path(name)).map(attributes -> entry(name, attributes));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Path source = path(from);
    Path target = newPath(to);
    if (find(source, LinkOption.NOFOLLOW_LINKS).isEmpty()) {
      throw new NoSuchFileException(source.toString());
    }
    LocalDirectories.create(target.getParent());
    synchronized (RENAME) {
      if (find(target, LinkOption.NOFOLLOW_LINKS).isPresent()) {
        throw new FileAlreadyExistsException(
            target.toString(), source.toString(), "delete it first or choose another name");
      }
      Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    }
    // The new name first: a crash between the two leaves both names or the new one, never none.
    LocalDirectories.sync(target.getParent());
    if (!target.getParent().equals(source.getParent())) {
      LocalDirectories.sync(source.getParent());
    }
  }

  @Override
  public boolean delete(String name) throws IOException {
    Path path = path(name);
    if (find(path, LinkOption.NOFOLLOW_LINKS).isEmpty()) {
      return false;
    }
    Files.walkFileTree(path, new Deleter()); // Does not follow links: it deletes the link.
    return true;
  }

  @Override
  public Optional<HeldLock> tryLock(String name) throws IOException {
    return LocalLocks.tryLock(newPath(name));
  }

  private boolean linkOrCreate(Path target, Path temporary, byte[] content) throws IOException {
    try {
      linker.link(target, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) {
      return createNew(target, content, e);
    }
  }

  /**
   * For a file system without hard links (FAT, some network shares): exactly one creator still, but
   * a reader or a crash can catch the file half written, which a checksum in the content has to
   * show.
   */
  private static boolean createNew(Path target, byte[] content, Exception noLink)
      throws IOException {
    try {
      Files.createFile(target, LocalDirectories.forFile());
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      e.addSuppressed(noLink);
      throw e;
    }
    try {
      writeAndSync(target, content);
    } catch (IOException e) {
      Files.deleteIfExists(target); // Ours alone, and not whole.
      throw e;
    }
    return true;
  }

  private static void writeAndSync(Path path, byte[] content) throws IOException {
    try (FileOutputStream out = new FileOutputStream(path.toFile())) {
      out.write(content);
      out.getFD().sync();
    }
  }

  private Path createTemporary(String name) throws IOException {
    return Files.createFile(resolve(FileNames.temporaryFor(name)), LocalDirectories.forFile());
  }

  private Path path(String name) {
    return resolve(FileNames.requireName(name));
  }

  private Path newPath(String name) {
    return resolve(FileNames.requireNewName(name));
  }

  private Path resolve(String name) {
    Path path = root;
    for (String segment : name.split("/")) {
      Path child = path.resolve(segment);
      // invariant: one segment, one step down. Windows would take "a\..\..\b" or "c:" for more than
      // a segment.
      if (!path.equals(child.getParent()) || !child.normalize().equals(child)) {
        throw new InvalidPathException(name, "A file name may not leave the root " + root);
      }
      path = child;
    }
    return path;
  }

  private static void requireFile(String name, Path path) throws IOException {
    if (require(path).isDirectory()) {
      throw new FileSystemException(
          path.toString(), null, "'" + name + "' is a directory, a file was asked for");
    }
  }

  private static BasicFileAttributes require(Path path) throws IOException {
    return find(path).orElseThrow(() -> new NoSuchFileException(path.toString()));
  }

  /**
   * What is there, empty also for a name below a file. Not Files.exists: that hides what must not
   * be looked at.
   */
  private static Optional<BasicFileAttributes> find(Path path, LinkOption... options)
      throws IOException {
    try {
      return Optional.of(Files.readAttributes(path, BasicFileAttributes.class, options));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (FileSystemException e) {
      Path parent = path.getParent();
      while (parent != null && !Files.exists(parent)) {
        parent = parent.getParent();
      }
      if (parent != null && Files.isRegularFile(parent)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static FileEntry entry(String name, BasicFileAttributes attributes) {
    boolean directory = attributes.isDirectory();
    long length = directory ? 0 : attributes.size();
    return new FileEntry(name, directory, length, attributes.lastModifiedTime().toMillis());
  }

  /**
   * Syncs a log and, the first time, its name: an older log may be there without its name being
   * durable.
   */
  private static final class LogSync implements StreamLog.SyncAction {
    private final FileOutputStream out;
    private final Path directory;
    private volatile boolean nameDurable;

    LogSync(FileOutputStream out, Path directory) {
      this.out = out;
      this.directory = directory;
    }

    @Override
    public void sync() throws IOException {
      out.getFD().sync();
      if (!nameDurable) {
        LocalDirectories.sync(directory);
        nameDurable = true;
      }
    }
  }

  private static final class Lister extends SimpleFileVisitor<Path> {
    private final Path start;
    private final String directory;
    private final List<FileEntry> entries;

    Lister(Path start, String directory, List<FileEntry> entries) {
      this.start = start;
      this.directory = directory;
      this.entries = entries;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String segment = file.getFileName().toString();
      // A link that leads nowhere is no file: status() does not find it either.
      if (!FileNames.isTemporary(segment) && !attributes.isSymbolicLink()) {
        entries.add(entry(FileNames.child(directory, segment), attributes));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException && !file.equals(start)) {
        return FileVisitResult.CONTINUE; // Deleted since its name was read.
      }
      throw e;
    }
  }

  private static final class Deleter extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // Somebody else deleted it first.
      }
      throw e;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
      if (e != null) {
        throw e;
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
