package dev.tidemill.core.file;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Paths of Hadoop's output formats as places in a {@link FileStore}. */
public final class HadoopPlaces {
  private HadoopPlaces() {}

  /**
   * The store of a directory. It works through the file system that is given, whose settings may be
   * known to the program alone, but for the local disk, where it is our own.
   */
  public static FileStore store(FileSystem fileSystem, Path directory) throws IOException {
    return fileSystem instanceof LocalDiskFileSystem
        ? FileStores.open("file:" + directory.toUri().getPath())
        : HadoopFileStore.over(fileSystem, directory);
  }
}
