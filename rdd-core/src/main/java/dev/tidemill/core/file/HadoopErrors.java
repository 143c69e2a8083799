package dev.tidemill.core.file;

import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.ipc.RemoteException;

/** Hadoop's exceptions in the words of {@link FileStore}. */
final class HadoopErrors {
  private HadoopErrors() {}

  /** Others as they are. */
  static IOException translated(Exception e, Path path) {
    if (e instanceof org.apache.hadoop.fs.FileAlreadyExistsException exists) {
      return alreadyExists(exists, path);
    }
    if (e instanceof IOException io && !isNotFound(io)) {
      return io;
    }
    return missing(path, e);
  }

  static NoSuchFileException missing(Path path, Exception cause) {
    NoSuchFileException e = new NoSuchFileException(path.toString(), null, cause.getMessage());
    e.initCause(cause);
    return e;
  }

  static FileAlreadyExistsException alreadyExists(IOException cause, Path path) {
    FileAlreadyExistsException e =
        new FileAlreadyExistsException(path.toString(), null, cause.getMessage());
    e.initCause(cause);
    return e;
  }

  static boolean isNotFound(IOException e) {
    return e instanceof FileNotFoundException
        || e instanceof RemoteException remote
            && remote.unwrapRemoteException() instanceof FileNotFoundException;
  }

  static void closeAfter(Exception fault, Closeable out) {
    try {
      out.close();
    } catch (IOException e) {
      if (e != fault) { // HDFS throws the fault of a stream again, the very object.
        fault.addSuppressed(e);
      }
    }
  }
}
