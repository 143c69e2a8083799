package dev.tidemill.core.file;

/**
 * A location as the directory that holds it and its name in there, so that a {@link FileStore} of
 * the directory can be asked for it.
 *
 * @param directory with its slash, so that "/a" and "file:///a" leave a root and not an empty text
 * @param name empty where the location is a root
 */
public record FileLocation(String directory, String name) {

  public static FileLocation of(String location) {
    String path = withoutSlashesAtTheEnd(location);
    int nameStart = nameStart(path);
    String before = path.substring(0, nameStart);
    String directory = before.isEmpty() || before.equals("file:") ? before + "." : before;
    return new FileLocation(directory, path.substring(nameStart));
  }

  /** False for names that cannot be asked for in a store; they can only be its root. */
  public boolean hasName() {
    return !(name.isEmpty() || name.equals(".") || name.equals(".."));
  }

  public static String withoutSlashesAtTheEnd(String location) {
    int end = location.length();
    while (end > 1 && location.charAt(end - 1) == '/' && location.charAt(end - 2) != ':') {
      end--;
    }
    return location.substring(0, end);
  }

  /** Where the last segment begins. The host of a URI is no segment. */
  private static int nameStart(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return path.startsWith("file:") ? "file:".length() : 0;
    }
    boolean endsWithHost = slash > 1 && path.startsWith("://", slash - 2);
    return endsWithHost ? path.length() : slash + 1;
  }
}
