package dev.tidemill.core.file;

import java.io.File;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;

/** Directories and permissions on the local disk: how they are made, and made durable. */
final class LocalDirectories {

  // Windows cannot open a directory for a sync; its file systems log the change of names
  // themselves.
  private static final boolean CAN_SYNC = File.separatorChar != '\\';

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private LocalDirectories() {}

  /** Owner only, from the first moment on, where the file system knows owners. */
  static FileAttribute<?>[] forFile() {
    return ownerOnly("rw-------");
  }

  /** Creates the directory and its missing parents, durably; does nothing when it exists. */
  static void create(Path directory) throws IOException {
    Deque<Path> missing = new ArrayDeque<>();
    Path existing = directory;
    while (existing != null && !Files.exists(existing)) {
      missing.push(existing);
      existing = existing.getParent();
    }
    if (existing != null && !Files.isDirectory(existing)) {
      throw new NotDirectoryException(existing.toString());
    }
    for (Path path : missing) {
      try {
        Files.createDirectory(path, ownerOnly("rwx------"));
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(path)) {
          throw e;
        }
        // Somebody else made it meanwhile, and may not have synced it yet: we do.
      }
      sync(path.getParent());
    }
  }

  /**
   * Returns when the names in the directory are durable. An interrupt does not end it and is kept
   * for the caller.
   */
  static void sync(Path directory) throws IOException {
    if (!CAN_SYNC) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try {
      while (!trySync(directory)) {
        interrupted |= Thread.interrupted();
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean trySync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
      return true;
    } catch (ClosedByInterruptException e) {
      return false; // The channel is gone, the fault is not the disk's.
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
