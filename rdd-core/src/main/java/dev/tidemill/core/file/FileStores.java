package dev.tidemill.core.file;

import dev.tidemill.core.text.Printable;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Opens the store for a location. Opening creates nothing: directories come with the first file.
 */
public final class FileStores {

  private FileStores() {}

  /**
   * As {@link #open(String, Map)}, with Hadoop's settings as its configuration files on the class
   * path give them.
   */
  public static FileStore open(String location) throws IOException {
    return open(location, Map.of());
  }

  /**
   * Opens a store on a directory.
   *
   * <p>A location with {@code file:} is on the local disk and touches no Hadoop class; a relative
   * one is below the working directory of the process. So is one without a scheme, unless the
   * program ({@code spark.hadoop.fs.defaultFS}) or a cluster's {@code core-site.xml} (in {@code
   * HADOOP_CONF_DIR} or on the class path) names another file system for these; there a relative
   * one is below the user's home directory. Any other scheme is Hadoop's. A location is taken as it
   * is written, as Hadoop's paths are: {@code %20} stays these three characters.
   *
   * @param hadoopSettings what to set in Hadoop's configuration above its files; unused for the
   *     local disk
   * @throws UnknownFileSystemException when no jar on the class path serves the scheme
   */
  public static FileStore open(String location, Map<String, String> hadoopSettings)
      throws IOException {
    if (location.isBlank()) {
      throw new IllegalArgumentException(
          "The location of a file store is empty; give a directory such as /data/checkpoint or hdfs://name/checkpoint");
    }
    String full = resolved(location, hadoopSettings);
    String scheme = schemeOf(full);
    if (scheme.isEmpty()) {
      return new LocalFileStore(Path.of(full));
    }
    if (scheme.equals("file")) {
      return new LocalFileStore(localPath(full));
    }
    return openHadoop(full, scheme, hadoopSettings);
  }

  /** Opens a store on a directory of the local disk, whatever the cluster's files say. */
  public static FileStore local(Path directory) {
    return new LocalFileStore(directory);
  }

  /**
   * As {@link #open(String, Map)}, in the words of what a program has asked for.
   *
   * @param operation what it has called, or the setting that names the location
   * @throws IllegalArgumentException when nothing serves the file system; says what to add
   * @throws UncheckedIOException when it cannot be reached
   */
  public static FileStore openFor(
      String operation, String location, Map<String, String> hadoopSettings) {
    try {
      return open(location, hadoopSettings);
    } catch (UnknownFileSystemException unknown) {
      throw new IllegalArgumentException(operation + ": " + unknown.getMessage(), unknown);
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "%s: '%s' cannot be reached: %s".formatted(operation, Printable.text(location), failed),
          failed);
    }
  }

  private static FileStore openHadoop(
      String location, String scheme, Map<String, String> hadoopSettings) throws IOException {
    try {
      return HadoopFileStore.open(location, hadoopSettings);
    } catch (NoClassDefFoundError e) {
      throw new UnknownFileSystemException(
          "Location '%s' needs Hadoop for its scheme '%s', and class %s is missing; add org.apache.hadoop:hadoop-client to the class path"
              .formatted(location, scheme, e.getMessage()),
          e);
    }
  }

  /** In full, where it is on the file system for those without a scheme. */
  private static String onDefault(String fileSystem, String location) {
    String root = FileLocation.withoutSlashesAtTheEnd(fileSystem);
    return location.startsWith("/")
        ? root + location
        : root + "/user/" + System.getProperty("user.name") + "/" + location;
  }

  /** Whether a location is on the disk of this machine if nothing else is said. */
  static boolean isLocal(String location) {
    String scheme = schemeOf(location);
    return scheme.isEmpty() || scheme.equals("file");
  }

  /** The location in full, if it has no scheme and is not on the local disk. */
  static String resolved(String location, Map<String, String> hadoopSettings) throws IOException {
    Optional<String> remote =
        schemeOf(location).isEmpty() ? DefaultFileSystem.remote(hadoopSettings) : Optional.empty();
    return remote.isPresent() ? onDefault(remote.get(), location) : location;
  }

  /** The scheme in lower case, empty when there is none. One letter is a drive of Windows. */
  private static String schemeOf(String location) {
    int colon = location.indexOf(':');
    int slash = location.indexOf('/');
    boolean hasScheme = colon > 1 && (slash < 0 || colon < slash);
    return hasScheme ? location.substring(0, colon).toLowerCase(Locale.ROOT) : "";
  }

  /** Takes {@code file:/a}, {@code file:///a}, {@code file://localhost/a} and {@code file:a}. */
  private static Path localPath(String location) {
    String rest = location.substring("file:".length());
    if (rest.startsWith("//")) {
      int slash = rest.indexOf('/', 2);
      String host = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
      if (slash < 0 || !(host.isEmpty() || host.equalsIgnoreCase("localhost"))) {
        throw new IllegalArgumentException(
            "Location '%s' names the host '%s'; a file: location is on this machine, write file:///directory"
                .formatted(location, host));
      }
      rest = rest.substring(slash);
    }
    if (rest.isEmpty()) {
      throw new IllegalArgumentException(
          "Location '%s' has no directory; write file:///directory".formatted(location));
    }
    boolean drive = rest.length() > 2 && rest.charAt(0) == '/' && rest.charAt(2) == ':';
    return Path.of(drive && File.separatorChar == '\\' ? rest.substring(1) : rest);
  }
}
