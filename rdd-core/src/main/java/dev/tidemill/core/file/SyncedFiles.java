package dev.tidemill.core.file;

import static dev.tidemill.core.file.HadoopErrors.alreadyExists;
import static dev.tidemill.core.file.HadoopErrors.closeAfter;
import static dev.tidemill.core.file.HadoopErrors.isNotFound;
import static dev.tidemill.core.file.HadoopErrors.translated;

import java.io.BufferedOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.ipc.RemoteException;

/**
 * Writes to a file system that renames in one step and syncs on demand, as HDFS does.
 *
 * <p>A file that must appear whole is written under a temporary name, synced and closed, and
 * renamed: with the option to replace for {@link #createAtomic}, without it for {@link
 * #createExclusive}; the NameNode decides races and logs the name durably.
 */
final class SyncedFiles implements HadoopWriter {

  private static final FsPermission OWNER_FILE = new FsPermission((short) 0600);
  private static final FsPermission OWNER_DIRECTORY = new FsPermission((short) 0700);

  private static final int BUFFER_BYTES = 1 << 16;

  private final FileSystem fileSystem;
  private final StrictRename renames;

  SyncedFiles(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
    this.renames = new StrictRename(fileSystem);
  }

  @Override
  public boolean isObjectStore() {
    return false;
  }

  @Override
  public AtomicFile createAtomic(String name, Path target) throws IOException {
    Path temporary = temporaryFor(target);
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
  public boolean createExclusive(Path target, byte[] content) throws IOException {
    if (HadoopFileStore.find(fileSystem, target).isPresent()) {
      return false;
    }
    Path temporary = temporaryFor(target);
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
  public LogFile appendLog(String name, Path target) throws IOException {
    try {
      boolean missing = HadoopFileStore.find(fileSystem, target).isEmpty();
      FSDataOutputStream out = missing ? createOrAppend(target) : append(target);
      return new StreamLog(name, out, out.getPos(), out::hsync);
    } catch (IOException e) {
      throw translated(e, target);
    }
  }

  @Override
  public void rename(Path source, Path target) throws IOException {
    if (HadoopFileStore.find(fileSystem, source).isEmpty()) {
      throw new NoSuchFileException(source.toString());
    }
    try {
      createDirectories(target.getParent());
      renames.move(source, target);
    } catch (RemoteException e) {
      // Of a file onto an empty directory and the like, HDFS only says that the two do not match.
      throw HadoopFileStore.find(fileSystem, target).isPresent() ? alreadyExists(e, target) : e;
    } catch (IOException e) {
      throw translated(e, target);
    }
  }

  private static Path temporaryFor(Path target) {
    return new Path(target.getParent(), FileNames.temporaryFor(target.getName()));
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
        "Cannot write '%s' durably: its file system (%s) cannot sync a file before its end, and shows files that are half written; keep what must survive on HDFS, an object store or a disk"
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

  private void deleteAfter(IOException fault, Path path) {
    try {
      fileSystem.delete(path, false);
    } catch (IOException e) {
      fault.addSuppressed(e);
    }
  }
}
