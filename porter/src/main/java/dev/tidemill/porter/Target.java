package dev.tidemill.porter;

import java.nio.file.Path;
import java.util.Objects;

/** Where ported files go. */
public sealed interface Target {
  /** Over the old ones: each is replaced in one step, and only if something changes. */
  static Target inPlace() {
    return new InPlace();
  }

  /**
   * Into a directory that is empty or not there, with everything beside them.
   *
   * @param directory outside what is ported
   */
  static Target directory(Path directory) {
    return new Directory(directory);
  }

  /** See {@link Target#inPlace}. */
  record InPlace() implements Target {}

  /** See {@link Target#directory}. */
  record Directory(Path directory) implements Target {
    public Directory {
      Objects.requireNonNull(directory, "Target.directory: directory is null; name one.");
    }
  }
}
