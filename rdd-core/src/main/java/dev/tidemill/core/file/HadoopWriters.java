package dev.tidemill.core.file;

import java.io.IOException;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.StreamCapabilities;

/** Finds out in which way a file system has to be written to. */
final class HadoopWriters {
  private HadoopWriters() {}

  /**
   * Asks the file system; only one that says nothing of itself gets a file to see what becomes of
   * it.
   */
  static HadoopWriter of(FileSystem fileSystem, Path root) throws IOException {
    boolean objects =
        // A stream that can be given up before its end is one whose file appears at its end.
        fileSystem.hasPathCapability(root, CommonPathCapabilities.ABORTABLE_STREAM)
            || !fileSystem.hasPathCapability(root, CommonPathCapabilities.FS_APPEND)
                && provesObjects(fileSystem, root);
    return objects ? new ObjectFiles(fileSystem) : new SyncedFiles(fileSystem);
  }

  /** Whether a file that is written cannot be synced, and is not seen before it is closed. */
  private static boolean provesObjects(FileSystem fileSystem, Path root) throws IOException {
    Path probe = new Path(root, FileNames.temporaryFor("probe"));
    boolean appearsAtClose;
    try (FSDataOutputStream out = fileSystem.create(probe, false)) {
      appearsAtClose =
          !out.hasCapability(StreamCapabilities.HSYNC)
              && HadoopFileStore.find(fileSystem, probe).isEmpty();
    }
    fileSystem.delete(probe, false);
    return appearsAtClose;
  }
}
