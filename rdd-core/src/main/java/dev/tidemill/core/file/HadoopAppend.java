package dev.tidemill.core.file;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LeaseRecoverable;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.ipc.RemoteException;

/**
 * Opens an existing file for appending, if need be by taking it over from a writer that died.
 *
 * <p>HDFS gives a file to one writer at a time, by a lease which outlives a dead process for a
 * minute (and an unclosed file for an hour). Who opens a log is its writer from now on, so the
 * lease is recovered at once: the older writer, should it live, can write no more.
 */
final class HadoopAppend {

  private static final Duration TAKE_OVER = Duration.ofMinutes(2);
  private static final long LOOK_AGAIN_MS = 100;
  private static final int DEFAULT_BUFFER = 4096;

  private static final Set<String> HELD_BY_ANOTHER =
      Set.of(
          "org.apache.hadoop.hdfs.protocol.AlreadyBeingCreatedException",
          "org.apache.hadoop.hdfs.protocol.RecoveryInProgressException");

  private final FileSystem fileSystem;
  private final Path path;

  HadoopAppend(FileSystem fileSystem, Path path) {
    this.fileSystem = fileSystem;
    this.path = path;
  }

  FSDataOutputStream open() throws IOException {
    long start = System.nanoTime();
    while (true) {
      try {
        return append();
      } catch (RemoteException e) {
        if (!HELD_BY_ANOTHER.contains(e.getClassName())
            || !(fileSystem instanceof LeaseRecoverable leases)) {
          throw e;
        }
        if (System.nanoTime() - start > TAKE_OVER.toNanos()) {
          throw new IOException(
              "Log '%s' is still held by its former writer after %d s of lease recovery; see that the data nodes that hold its last block are up"
                  .formatted(path, TAKE_OVER.toSeconds()),
              e);
        }
        takeOver(leases, e);
      } catch (UnsupportedOperationException e) {
        throw new UnsupportedFileOperationException(
            "Cannot append to log '%s': its file system (%s) has no append; go on in a log of a new name"
                .formatted(path, fileSystem.getScheme()),
            e);
      }
    }
  }

  private FSDataOutputStream append() throws IOException {
    if (fileSystem instanceof DistributedFileSystem hdfs) {
      // SYNC_BLOCK: hsync covers the current block only, so a block must be on disk when the next
      // one begins.
      return hdfs.append(
          path, EnumSet.of(CreateFlag.APPEND, CreateFlag.SYNC_BLOCK), DEFAULT_BUFFER, null);
    }
    return fileSystem.append(path);
  }

  private void takeOver(LeaseRecoverable leases, IOException why) throws IOException {
    if (leases.recoverLease(path)) {
      return;
    }
    try {
      Thread.sleep(LOOK_AGAIN_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupted =
          new InterruptedIOException("Interrupted while taking over log '" + path + "'");
      interrupted.initCause(why);
      throw interrupted;
    }
  }
}
