package dev.tidemill.core.file;

import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Paths as Hadoop's inputs take them: several with commas between them, and patterns of {@code *},
 * {@code ?}, {@code [abc]}, {@code [^a]} and <code>{a,b}</code>.
 */
public final class PathPattern {
  private PathPattern() {}

  /** The paths of a list. A comma inside of braces is part of its path. */
  public static List<String> split(String paths) {
    List<String> each = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < paths.length(); i++) {
      char c = paths.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ',' && depth == 0) {
        each.add(paths.substring(start, i));
        start = i + 1;
      }
    }
    each.add(paths.substring(start));
    each.removeIf(String::isBlank);
    return each;
  }

  public static boolean isPattern(String path) {
    return path.chars().anyMatch(c -> "*?[{".indexOf(c) >= 0);
  }

  /** Whether a directory or a pattern leaves out what has this name. */
  public static boolean isHidden(String name) {
    return name.startsWith(".") || name.startsWith("_");
  }

  /**
   * What there is that matches, in order, but for names that begin with a dot or an underscore.
   * Patterns are Hadoop's, on the local disk, too, so this loads it.
   *
   * @throws NoSuchFileException if nothing matches
   */
  public static List<String> matches(String pattern, Map<String, String> hadoopSettings)
      throws IOException {
    return HadoopMatches.of(pattern, hadoopSettings);
  }

  /** Apart, so that who splits paths loads no Hadoop. */
  private static final class HadoopMatches {
    private HadoopMatches() {}

    static List<String> of(String pattern, Map<String, String> hadoopSettings) throws IOException {
      String full = FileStores.resolved(pattern, hadoopSettings);
      boolean local = FileStores.isLocal(full);
      Path path = new Path(local ? localPattern(full) : full);
      FileSystem fileSystem = local ? localDisk() : HadoopFileSystems.get(path, hadoopSettings);
      FileStatus[] found = fileSystem.globStatus(path, candidate -> !isHidden(candidate.getName()));
      if (found == null || found.length == 0) {
        throw new NoSuchFileException(
            "Input Pattern "
                + Printable.text(pattern)
                + " matches 0 files; write \\ before *, ?, [ and { that mean themselves.");
      }
      return Arrays.stream(found).map(status -> status.getPath().toString()).sorted().toList();
    }

    private static String localPattern(String pattern) {
      return pattern.startsWith("file:") ? pattern : "file:" + absolute(pattern);
    }

    private static String absolute(String pattern) {
      return pattern.startsWith("/")
          ? pattern
          : java.nio.file.Path.of("").toAbsolutePath() + "/" + pattern;
    }

    private static FileSystem localDisk() throws IOException {
      LocalDiskFileSystem disk = new LocalDiskFileSystem();
      disk.initialize(URI.create("file:///"), new Configuration(false));
      return disk;
    }
  }
}
