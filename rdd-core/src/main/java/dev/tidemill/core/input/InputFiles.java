package dev.tidemill.core.input;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileLocation;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.PathPattern;
import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The files that a program's path names, in order: several paths with commas between them, each a
 * file, a directory whose files are meant, or a pattern of Hadoop. Files of a directory whose names
 * begin with a dot or an underscore are left out.
 */
final class InputFiles {
  private static final List<String> RECURSIVE =
      List.of("mapreduce.input.fileinputformat.input.dir.recursive", "mapred.input.dir.recursive");

  private final Map<String, String> hadoopSettings;
  private final List<InputFile> found = new ArrayList<>();

  private InputFiles(Map<String, String> hadoopSettings) {
    this.hadoopSettings = hadoopSettings;
  }

  /**
   * Looks now.
   *
   * @param hadoopSettings as {@link FileStores#open(String, Map)} has them
   * @throws NoSuchFileException if a path, or all that a pattern could mean, is missing
   */
  static List<InputFile> at(String paths, Map<String, String> hadoopSettings) throws IOException {
    InputFiles files = new InputFiles(hadoopSettings);
    for (String path : PathPattern.split(paths)) {
      if (PathPattern.isPattern(path)) {
        for (String location : PathPattern.matches(path, hadoopSettings)) {
          files.add(location);
        }
      } else {
        files.add(path);
      }
    }
    return files.found;
  }

  private void add(String location) throws IOException {
    FileLocation place = FileLocation.of(location);
    if (place.hasName()) {
      FileStore store = FileStores.open(place.directory(), hadoopSettings);
      FileEntry entry = store.status(place.name()).orElseThrow(() -> missing(location));
      if (!entry.directory()) {
        found.add(InputFile.of(store, entry));
        return;
      }
    }
    FileStore store =
        FileStores.open(FileLocation.withoutSlashesAtTheEnd(location), hadoopSettings);
    try {
      addFilesOf(store, "", location);
    } catch (NoSuchFileException gone) {
      throw missing(location);
    }
  }

  private void addFilesOf(FileStore store, String directory, String location) throws IOException {
    for (FileEntry entry : store.list(directory)) {
      if (PathPattern.isHidden(entry.lastSegment())) {
        continue;
      }
      if (!entry.directory()) {
        found.add(InputFile.of(store, entry));
      } else if (isRecursive()) {
        addFilesOf(store, entry.name(), location);
      } else {
        throw new IOException(
            "Not a file: "
                + Printable.text(store.root() + "/" + entry.name())
                + "; to read the files in it, too, name it or a pattern ('"
                + Printable.text(location)
                + "/*'), or set spark.hadoop."
                + RECURSIVE.get(0)
                + "=true.");
      }
    }
  }

  private boolean isRecursive() {
    return RECURSIVE.stream().anyMatch(key -> "true".equalsIgnoreCase(hadoopSettings.get(key)));
  }

  private static NoSuchFileException missing(String location) {
    return new NoSuchFileException("Input path does not exist: " + Printable.text(location));
  }
}
