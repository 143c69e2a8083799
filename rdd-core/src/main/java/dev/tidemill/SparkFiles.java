package dev.tidemill;

import static dev.tidemill.core.error.Arguments.requireText;

import dev.tidemill.rdd.AddedFiles;

/**
 * The files that a program has added by {@code addFile}. In a task they are those of its context,
 * elsewhere those of the context that was made last and has not been stopped.
 */
public final class SparkFiles {
  private SparkFiles() {}

  /**
   * Where a file is on this machine.
   *
   * @param filename the last part of the path that was added
   */
  public static String get(String filename) {
    return AddedFiles.here().path(requireText("SparkFiles.get", "filename", filename)).toString();
  }

  /** The directory that has them all. */
  public static String getRootDirectory() {
    return AddedFiles.here().directory().toString();
  }
}
