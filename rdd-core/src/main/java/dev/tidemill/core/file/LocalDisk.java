package dev.tidemill.core.file;

import java.io.FileNotFoundException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.Syncable;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's view of the local disk, with java.nio in the places where Hadoop's own forks a process:
 * {@code chmod} for every file and directory that it makes, {@code ls} for every status that is
 * asked for an owner.
 *
 * <p>What is written is durable once its stream is closed, and so is a new name, so that a
 * directory that appears by a rename does not lose its files in a crash.
 */
final class LocalDisk extends RawLocalFileSystem {
  private static final PosixFilePermission[] HIGHEST_BIT_FIRST = PosixFilePermission.values();

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    PosixFileAttributeView view =
        Files.getFileAttributeView(nio(path), PosixFileAttributeView.class);
    if (view != null) { // null where the disk knows no such permissions
      view.setPermissions(permissions(permission.toShort()));
    }
  }

  @Override
  public FileStatus getFileStatus(Path path) throws IOException {
    java.nio.file.Path file = nio(path);
    try {
      PosixFileAttributeView view =
          Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
      return view == null
          ? status(path, Files.readAttributes(file, BasicFileAttributes.class), null, null, null)
          : status(path, view.readAttributes());
    } catch (NoSuchFileException missing) {
      FileNotFoundException notFound = new FileNotFoundException(path + " does not exist");
      notFound.initCause(missing);
      throw notFound;
    }
  }

  private FileStatus status(Path path, PosixFileAttributes attributes) {
    return status(
        path,
        attributes,
        new FsPermission(bits(attributes.permissions())),
        attributes.owner().getName(),
        attributes.group().getName());
  }

  private FileStatus status(
      Path path,
      BasicFileAttributes attributes,
      FsPermission permission,
      String owner,
      String group) {
    return new FileStatus(
        attributes.isDirectory() ? 0 : attributes.size(),
        attributes.isDirectory(),
        1,
        getDefaultBlockSize(path),
        attributes.lastModifiedTime().toMillis(),
        attributes.lastAccessTime().toMillis(),
        permission,
        owner,
        group,
        makeQualified(new Path(pathToFile(path).getPath())));
  }

  @Override
  public boolean rename(Path from, Path to) throws IOException {
    boolean renamed = super.rename(from, to);
    if (renamed) {
      LocalDirectories.sync(nio(to).getParent());
    }
    return renamed;
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path path, boolean append, FsPermission permission) throws IOException {
    return new DurableOutput(super.createOutputStreamWithMode(path, append, permission));
  }

  private java.nio.file.Path nio(Path path) {
    return pathToFile(path).toPath();
  }

  private static Set<PosixFilePermission> permissions(short bits) {
    Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
    for (PosixFilePermission permission : HIGHEST_BIT_FIRST) {
      if ((bits & bit(permission)) != 0) {
        permissions.add(permission);
      }
    }
    return permissions;
  }

  private static short bits(Set<PosixFilePermission> permissions) {
    int bits = 0;
    for (PosixFilePermission permission : permissions) {
      bits |= bit(permission);
    }
    return (short) bits;
  }

  private static int bit(PosixFilePermission permission) {
    return 1 << (HIGHEST_BIT_FIRST.length - 1 - permission.ordinal());
  }

  /** Syncs the file before it is closed. */
  private static final class DurableOutput extends FilterOutputStream implements Syncable {
    DurableOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void hflush() throws IOException {
      ((Syncable) out).hflush();
    }

    @Override
    public void hsync() throws IOException {
      ((Syncable) out).hsync();
    }

    @Override
    public void close() throws IOException {
      try {
        hsync();
      } finally {
        out.close();
      }
    }
  }
}
