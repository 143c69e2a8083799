package dev.tidemill.files.select;

/** What a name alone tells of a file. */
final class FileNamePatterns {
  private FileNamePatterns() {}

  /**
   * Whether writers use such names until a file is whole: {@code .part}, {@code _temporary}, {@code
   * a.csv._COPYING_} (an upload by hdfs dfs -put), {@code a.csv.tmp}.
   */
  static boolean inTheMaking(String name) {
    return name.startsWith(".")
        || name.startsWith("_")
        || name.endsWith("._COPYING_")
        || name.endsWith(".tmp");
  }

  /**
   * Whether bytes of the name could not be decoded. Java shows each as U+FFFD and finds no file
   * when given that name back; a name that truly has this character is indistinguishable.
   */
  static boolean notText(String name) {
    return name.indexOf('\uFFFD') >= 0;
  }
}
