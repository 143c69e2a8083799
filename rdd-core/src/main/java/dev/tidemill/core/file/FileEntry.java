package dev.tidemill.core.file;

import java.util.Objects;

/**
 * What a store knows of a file or directory.
 *
 * @param name relative to the root of the store, so it can be handed back to it
 * @param directory whether it is a directory
 * @param length in bytes; 0 for a directory. For a log that is being written, or whose writer died,
 *     it may lag behind what can be read (HDFS), so read such a file to its end.
 * @param modifiedMs when the content was last changed, by the file system's clock
 */
public record FileEntry(String name, boolean directory, long length, long modifiedMs) {

  public FileEntry {
    Objects.requireNonNull(name, "name");
  }

  /** The last segment of the name. */
  public String lastSegment() {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
