package dev.tidemill.core.file;

import java.io.IOException;
import org.apache.hadoop.fs.Path;

/** How files get onto a file system of Hadoop; the names are checked. */
interface HadoopWriter {

  boolean isObjectStore();

  /** As {@link FileStore#createAtomic}, for the name of a message. */
  AtomicFile createAtomic(String name, Path target) throws IOException;

  /** As {@link FileStore#createExclusive}. */
  boolean createExclusive(Path target, byte[] content) throws IOException;

  /** As {@link FileStore#appendLog}, for the name of a message. */
  LogFile appendLog(String name, Path target) throws IOException;

  /** As {@link FileStore#rename}. */
  void rename(Path source, Path target) throws IOException;
}
