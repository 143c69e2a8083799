package dev.tidemill.core.file;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * What output formats and committers get for {@code file:}, so that writing to the local disk forks
 * no process and leaves no {@code .crc} file; see {@link LocalDisk}.
 *
 * <p>It is a {@link LocalFileSystem} because some formats ask for one by type.
 */
public final class LocalDiskFileSystem extends LocalFileSystem {
  private static final String TYPE = "fs.file.impl";

  /** Called by Hadoop. */
  public LocalDiskFileSystem() {
    super(new LocalDisk());
  }

  /**
   * Has paths of the local disk served by this class wherever these settings are used, unless they
   * name another one. Hadoop's cache of file systems is passed by: it would give this one to the
   * rest of the program, or what the rest uses to us.
   */
  public static void serve(Configuration settings) {
    if (settings.get(TYPE) == null) {
      settings.setClass(TYPE, LocalDiskFileSystem.class, LocalFileSystem.class);
      settings.setBoolean(TYPE + ".disable.cache", true);
    }
  }

  @Override
  public void initialize(URI name, Configuration settings) throws IOException {
    super.initialize(name, settings);
    setWriteChecksum(false);
    setVerifyChecksum(false);
  }

  @Override
  public File pathToFile(Path path) {
    return ((LocalDisk) getRaw()).pathToFile(path);
  }
}
