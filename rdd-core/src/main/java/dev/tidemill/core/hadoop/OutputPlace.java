package dev.tidemill.core.hadoop;

import dev.tidemill.core.file.FileLocation;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.HadoopPlaces;
import dev.tidemill.core.file.OutputDirectory;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** Where an output is to be: the path that the settings name, in full. */
record OutputPlace(FileSystem fileSystem, Path path) {
  /** None for a format that writes to no directory. */
  static Optional<OutputPlace> of(String action, JobSettings settings) throws IOException {
    Path given = settings.outputPath();
    if (given == null) {
      return Optional.empty();
    }
    FileSystem fileSystem = given.getFileSystem(settings.conf());
    Path path = fileSystem.makeQualified(given);
    if (!FileLocation.of(path.toString()).hasName()) {
      throw new IllegalArgumentException(
          action + ": path is '" + given + "'; give one that ends with a name, as in out/words.");
    }
    return Optional.of(new OutputPlace(fileSystem, path));
  }

  /**
   * A directory to write in that is given the name at the end; none where the format's committer
   * must work in the final place, since that cannot be renamed or has files already.
   */
  Optional<OutputDirectory> directory(Existing existing) throws IOException {
    FileStore store = HadoopPlaces.store(fileSystem, path.getParent());
    if (store.isObjectStore()) {
      return Optional.empty();
    }
    return switch (existing.way()) {
      case REFUSED -> Optional.of(OutputDirectory.fresh(store, path.getName()));
      case REPLACED ->
          Optional.of(
              OutputDirectory.replacing(store, path.getName(), existing.owner().orElseThrow()));
      case ADDED_TO ->
          store.status(path.getName()).isPresent()
              ? Optional.empty()
              : Optional.of(OutputDirectory.fresh(store, path.getName()));
    };
  }

  Path beside(OutputDirectory directory) {
    return new Path(path.getParent(), directory.temporary());
  }
}
