package dev.tidemill.core.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The rules for names that {@link FileStore} states, and the names of our temporary files. */
final class FileNames {

  // The bound of ext4, XFS, NTFS (in other units, never less) and of a NameNode with default
  // settings.
  private static final int MAX_SEGMENT_BYTES = 255;

  // So that a temporary name keeps within the bound whatever it stands for: 40 characters are at
  // most 120 bytes.
  private static final int MAX_HINT = 40;

  private static final String TEMPORARY_END = ".tmp";

  private static final Pattern TEMPORARY =
      Pattern.compile("\\..*\\.[0-9a-f]{16}\\.tmp", Pattern.DOTALL);

  private FileNames() {}

  /** Returns the name when it is one that may exist below a root. */
  static String requireName(String name) {
    if (name.isEmpty()) {
      throw new InvalidPathException(name, "A file name below the root may not be empty");
    }
    for (String segment : name.split("/", -1)) {
      requireSegment(name, segment);
    }
    return name;
  }

  /** Returns the name when it is one that may be created on every file system. */
  static String requireNewName(String name) {
    requireName(name);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c == ':' || c == '\\' || Character.isISOControl(c)) {
        throw new InvalidPathException(
            name,
            "Character U+%04X is not allowed in the name of a new file, since HDFS or Windows cannot hold it; replace it"
                .formatted((int) c),
            i);
      }
    }
    if (isTemporary(name)) {
      throw new InvalidPathException(
          name,
          "Names of the shape .name.<16 hex digits>.tmp are kept for temporary files; choose another");
    }
    return name;
  }

  /** A new name beside the given one which {@link #isTemporary} knows again. */
  static String temporaryFor(String name) {
    int start = name.lastIndexOf('/') + 1;
    int end = Math.min(name.length(), start + MAX_HINT);
    if (Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    String random = "%016x".formatted(ThreadLocalRandom.current().nextLong());
    return name.substring(0, start)
        + "."
        + name.substring(start, end)
        + "."
        + random
        + TEMPORARY_END;
  }

  /** Whether the last segment is that of a temporary file. */
  static boolean isTemporary(String name) {
    // A listing asks for every file, and nearly none ends like that.
    return name.endsWith(TEMPORARY_END)
        && TEMPORARY.matcher(name.substring(name.lastIndexOf('/') + 1)).matches();
  }

  /** The name of an entry of a directory, relative to the root. */
  static String child(String directory, String segment) {
    return directory.isEmpty() ? segment : directory + "/" + segment;
  }

  private static void requireSegment(String name, String segment) {
    if (segment.isEmpty()) {
      throw new InvalidPathException(
          name, "A file name is relative to the root, without an empty segment; write it as a/b/c");
    }
    if (segment.equals(".") || segment.equals("..")) {
      throw new InvalidPathException(
          name, "A file name may not have the segment '" + segment + "', it could leave the root");
    }
    if (segment.indexOf('\0') >= 0) {
      throw new InvalidPathException(name, "A file name may not contain NUL", name.indexOf('\0'));
    }
    if (hasHalfPair(segment)) {
      throw new InvalidPathException(name, "A file name may not contain half a surrogate pair");
    }
    int bytes = segment.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_SEGMENT_BYTES) {
      throw new InvalidPathException(
          name,
          "A segment of a file name has %d bytes of UTF-8, allowed are %d; shorten it"
              .formatted(bytes, MAX_SEGMENT_BYTES));
    }
  }

  private static boolean hasHalfPair(String segment) {
    for (int i = 0; i < segment.length(); i++) {
      char c = segment.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == segment.length()
            || !Character.isLowSurrogate(segment.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }
}
