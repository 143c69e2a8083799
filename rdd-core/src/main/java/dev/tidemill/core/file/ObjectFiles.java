package dev.tidemill.core.file;

import static dev.tidemill.core.file.HadoopErrors.translated;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options.CreateFileOptionKeys;
import org.apache.hadoop.fs.Path;

/**
 * Writes to an object store, where a file appears when it is closed, whole and durable, and is
 * never changed. So each is written under its own name at once: one object, one upload.
 *
 * <p>Of racing creators one wins where the store decides that when the file is closed, as S3A of
 * Hadoop 3.4.2 and later does. Elsewhere the file system looks before it writes: of two that look
 * in the same moment, the later one replaces the file of the earlier.
 */
final class ObjectFiles implements HadoopWriter {

  private static final String AT_CLOSE =
      CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE;

  private static final int BUFFER_BYTES = 1 << 16;

  private final FileSystem fileSystem;

  ObjectFiles(FileSystem fileSystem) {
    this.fileSystem = fileSystem;
  }

  @Override
  public boolean isObjectStore() {
    return true;
  }

  @Override
  public AtomicFile createAtomic(String name, Path target) throws IOException {
    FSDataOutputStream out = build(fileSystem.createFile(target).create().overwrite(true), target);
    return new StagedFile(name, new BufferedOutputStream(out, BUFFER_BYTES)) {
      @Override
      void publish() throws IOException {
        out.close();
      }

      @Override
      void discard() {
        abandon(out);
      }
    };
  }

  @Override
  public boolean createExclusive(Path target, byte[] content) throws IOException {
    try {
      return fileSystem.hasPathCapability(target, AT_CLOSE)
          ? createIfAbsentAtClose(target, content)
          : createIfAbsentBefore(target, content);
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private boolean createIfAbsentBefore(Path target, byte[] content) throws IOException {
    write(build(fileSystem.createFile(target).create().overwrite(false), target), content);
    return true;
  }

  private boolean createIfAbsentAtClose(Path target, byte[] content) throws IOException {
    FSDataOutputStreamBuilder<?, ?> builder = fileSystem.createFile(target).create();
    FSDataOutputStream out = build(builder.must(AT_CLOSE, true), target);
    try {
      write(out, content);
      return true;
    } catch (IOException e) {
      // Each store has an exception of its own for a name that is taken.
      if (HadoopFileStore.find(fileSystem, target).isPresent()) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public LogFile appendLog(String name, Path target) throws IOException {
    throw refused("append to log '" + name + "'", "which writes files whole; write a file each");
  }

  @Override
  public void rename(Path source, Path target) throws IOException {
    throw refused(
        "rename '" + source + "'", "which renames by copying; write it under its last name");
  }

  private UnsupportedFileOperationException refused(String what, String why) {
    return new UnsupportedFileOperationException(
        "Cannot %s: %s is an object store, %s".formatted(what, fileSystem.getUri(), why), null);
  }

  private static FSDataOutputStream build(FSDataOutputStreamBuilder<?, ?> builder, Path target)
      throws IOException {
    try {
      // Recursive: there are no directories that could be missing, so none is looked for.
      return builder.recursive().build();
    } catch (IOException e) {
      throw translated(e, target);
    }
  }

  private static void write(FSDataOutputStream out, byte[] content) throws IOException {
    try {
      out.write(content);
    } catch (IOException | RuntimeException e) {
      abandon(out);
      throw e;
    }
    out.close();
  }

  /**
   * Never by closing it, which would make half a file appear. A stream that cannot be told is left
   * alone: what nobody closes is no file.
   */
  private static void abandon(FSDataOutputStream out) {
    if (out.hasCapability(CommonPathCapabilities.ABORTABLE_STREAM)) {
      out.abort();
    }
  }
}
