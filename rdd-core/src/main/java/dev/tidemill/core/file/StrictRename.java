package dev.tidemill.core.file;

import java.io.IOException;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.FilterFileSystem;
import org.apache.hadoop.fs.Options.Rename;
import org.apache.hadoop.fs.Path;

/**
 * Reaches the rename that says whether it replaces.
 *
 * <p>{@code FileSystem.rename(from, to)} answers false for many reasons and never replaces; the one
 * with options, which HDFS does in one step of the NameNode, is protected in FileSystem.
 * FileContext would reach it too, at the price of a second client and connection for each store.
 */
final class StrictRename extends FilterFileSystem {

  StrictRename(FileSystem fileSystem) {
    super(fileSystem);
  }

  /** Replaces a file of the new name. */
  @SuppressWarnings("deprecation") // It is deprecated in favour of FileContext.
  void replace(Path from, Path to) throws IOException {
    rename(from, to, Rename.OVERWRITE);
  }

  /** Fails with FileAlreadyExistsException when the new name is taken. */
  @SuppressWarnings("deprecation")
  void move(Path from, Path to) throws IOException {
    rename(from, to, Rename.NONE);
  }
}
