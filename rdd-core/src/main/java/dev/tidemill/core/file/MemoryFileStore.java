package dev.tidemill.core.file;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A store on a {@link MemoryDisk}, whose lock guards every step; dead after the disk's next crash.
 */
final class MemoryFileStore implements FileStore {

  private final MemoryDisk disk;
  private final String root;
  private final long openedAfterCrash;

  MemoryFileStore(MemoryDisk disk, String root, long openedAfterCrash) {
    this.disk = disk;
    this.root = root;
    this.openedAfterCrash = openedAfterCrash;
  }

  @Override
  public String root() {
    return "memory:" + root;
  }

  @Override
  public AtomicFile createAtomic(String name) throws IOException {
    MemoryPath path = newPath(name);
    synchronized (disk) {
      requireAlive();
      path.createParent();
    }
    ByteArrayOutputStream staged = new ByteArrayOutputStream();
    return new StagedFile(name, new LivingStream(staged)) {
      @Override
      void publish() throws IOException {
        synchronized (disk) {
          requireAlive();
          if (path.requireParent().get(path.last()) instanceof MemoryDirectory) {
            throw new FileAlreadyExistsException(path.toString(), null, "it is a directory");
          }
          disk.operate(() -> path.putDurably(file(staged.toByteArray())));
        }
      }

      @Override
      void discard() {
        // Nothing but the array, which goes with us.
      }
    };
  }

  @Override
  public boolean createExclusive(String name, byte[] content) throws IOException {
    MemoryPath path = newPath(name);
    synchronized (disk) {
      requireAlive();
      if (path.find().isPresent()) {
        return false;
      }
      path.createParent();
      disk.operate(() -> path.putDurably(file(content)));
      return true;
    }
  }

  @Override
  public LogFile appendLog(String name) throws IOException {
    MemoryPath path = newPath(name);
    synchronized (disk) {
      requireAlive();
      MemoryDirectory parent = path.createParent();
      if (path.find().isEmpty()) {
        MemoryFile file = MemoryFile.empty(disk.nowMs());
        disk.operate(() -> parent.put(path.last(), file, disk.nowMs()));
      }
      MemoryFile file = path.requireFile();
      return new StreamLog(name, new LogStream(file), file.length(), () -> sync(path, file));
    }
  }

  @Override
  public InputStream open(String name, long offset) throws IOException {
    if (offset < 0) {
      throw new IllegalArgumentException(
          "Offset %d into '%s' is negative; the first byte has offset 0".formatted(offset, name));
    }
    MemoryPath path = path(name);
    synchronized (disk) {
      requireAlive();
      MemoryFile file = path.requireFile();
      if (offset > file.length()) {
        throw new EOFException(
            "Offset %d is behind the end of '%s', which has %d bytes"
                .formatted(offset, path, file.length()));
      }
      return new LivingInput(file.copyFrom((int) offset));
    }
  }

  @Override
  public List<FileEntry> list(String directory) throws IOException {
    MemoryPath path = directory.isEmpty() ? new MemoryPath(disk, root) : path(directory);
    synchronized (disk) {
      requireAlive();
      MemoryNode node = path.find().orElseThrow(() -> new NoSuchFileException(path.toString()));
      if (!(node instanceof MemoryDirectory found)) {
        throw new NotDirectoryException(path.toString());
      }
      List<FileEntry> entries = new ArrayList<>();
      found
          .entries()
          .forEach(
              (segment, child) -> entries.add(entry(FileNames.child(directory, segment), child)));
      return entries; // Sorted as the directory is.
    }
  }

  @Override
  public Optional<FileEntry> status(String name) throws IOException {
    MemoryPath path = path(name);
    synchronized (disk) {
      requireAlive();
      return path.find().map(node -> entry(name, node));
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    MemoryPath source = path(from);
    MemoryPath target = newPath(to);
    synchronized (disk) {
      requireAlive();
      if (source.find().isEmpty()) {
        throw new NoSuchFileException(source.toString());
      }
      if (target.find().isPresent()) {
        throw new FileAlreadyExistsException(
            target.toString(), source.toString(), "delete it first or choose another name");
      }
      if (to.startsWith(from + "/")) {
        throw new FileSystemException(
            source.toString(), target.toString(), "a directory cannot be moved into itself");
      }
      target.createParent();
      disk.operate(() -> target.putDurably(source.detachDurably()));
    }
  }

  @Override
  public boolean delete(String name) throws IOException {
    MemoryPath path = path(name);
    synchronized (disk) {
      requireAlive();
      if (path.find().isEmpty()) {
        return false;
      }
      MemoryDirectory parent = path.requireParent();
      // A crash inside finds every name deleted and may undo each: all that a half done delete can
      // leave.
      disk.operate(
          () -> parent.remove(path.last(), disk.nowMs()),
          choices -> parent.remove(path.last(), disk.nowMs()));
      return true;
    }
  }

  @Override
  public Optional<HeldLock> tryLock(String name) throws IOException {
    String path = newPath(name).toString();
    synchronized (disk) {
      requireAlive();
      return disk.lock(path);
    }
  }

  private void sync(MemoryPath path, MemoryFile file) throws IOException {
    synchronized (disk) {
      requireAlive();
      disk.operate(
          () -> {
            file.sync();
            path.syncIfStill(file);
          },
          choices -> {}); // The crash itself chooses how much of what was written is there.
    }
  }

  private MemoryFile file(byte[] content) {
    return MemoryFile.durable(content, disk.nowMs());
  }

  private void requireAlive() throws DiskCrashedException {
    disk.requireAlive(openedAfterCrash);
  }

  private MemoryPath path(String name) {
    return new MemoryPath(disk, root + "/" + FileNames.requireName(name));
  }

  private MemoryPath newPath(String name) {
    return new MemoryPath(disk, root + "/" + FileNames.requireNewName(name));
  }

  private static FileEntry entry(String name, MemoryNode node) {
    if (node instanceof MemoryFile file) {
      return new FileEntry(name, false, file.length(), file.modifiedMs());
    }
    return new FileEntry(name, true, 0, node.modifiedMs());
  }

  /** Bytes that are nobody's business until the commit, but whose writer dies with the disk. */
  private final class LivingStream extends OutputStream {
    private final ByteArrayOutputStream staged;

    LivingStream(ByteArrayOutputStream staged) {
      this.staged = staged;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      synchronized (disk) {
        requireAlive();
      }
      staged.write(bytes, offset, length);
    }
  }

  /** Every write to a log is an operation, which a crash inside cuts short. */
  private final class LogStream extends OutputStream {
    private final MemoryFile file;

    LogStream(MemoryFile file) {
      this.file = file;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      synchronized (disk) {
        requireAlive();
        disk.operate(
            () -> file.append(bytes, offset, length, disk.nowMs()),
            choices -> file.append(bytes, offset, choices.surviving(length), disk.nowMs()));
      }
    }
  }

  private final class LivingInput extends InputStream {
    private final byte[] bytes;
    private int next;

    LivingInput(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      synchronized (disk) {
        requireAlive();
      }
      if (length == 0) {
        return 0;
      }
      if (next == bytes.length) {
        return -1;
      }
      int count = Math.min(length, bytes.length - next);
      System.arraycopy(bytes, next, target, offset, count);
      next += count;
      return count;
    }

    @Override
    public int available() {
      return bytes.length - next;
    }
  }
}
