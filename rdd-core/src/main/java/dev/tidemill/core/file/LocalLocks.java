package dev.tidemill.core.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The operating system's locks on files of the local disk, which end with the process however it
 * ends.
 *
 * <p>They are those of the whole process: a second attempt in it would be granted, or refused by an
 * exception, and where POSIX rules, closing the file that it opened would give the lock back. So
 * what this process holds is known here, and such a file is not opened again.
 */
final class LocalLocks {

  // Guarded by this class.
  private static final Set<Object> HELD = new HashSet<>();

  private LocalLocks() {}

  static synchronized Optional<HeldLock> tryLock(Path file) throws IOException {
    LocalDirectories.create(file.getParent());
    try {
      Files.createFile(file, LocalDirectories.forFile());
    } catch (FileAlreadyExistsException e) {
      // As it is after the first time.
    }
    Object key = identity(file);
    if (HELD.contains(key)) {
      return Optional.empty();
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    if (!tryLock(channel)) {
      channel.close();
      return Optional.empty();
    }
    HELD.add(key);
    return Optional.of(() -> release(key, channel));
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false; // Held by code of this process that is not ours.
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static synchronized void release(Object key, FileChannel channel) throws IOException {
    if (channel.isOpen()) {
      HELD.remove(key);
      channel.close();
    }
  }

  /** The same for every name of a file. */
  private static Object identity(Path file) throws IOException {
    Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    return key != null ? key : file.toRealPath();
  }
}
