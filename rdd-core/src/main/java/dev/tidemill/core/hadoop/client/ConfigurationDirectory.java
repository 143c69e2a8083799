package dev.tidemill.core.hadoop.client;

import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory with a cluster's settings that {@code HADOOP_CONF_DIR} names. */
final class ConfigurationDirectory {
  static final String VARIABLE = "HADOOP_CONF_DIR";

  private static final List<String> FILES =
      List.of("core-site.xml", "hdfs-site.xml", "mapred-site.xml", "yarn-site.xml");

  private static final Logger LOG = LoggerFactory.getLogger(ConfigurationDirectory.class);
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  private ConfigurationDirectory() {}

  /**
   * Adds its files above those of the class path; nothing if the variable is not set.
   *
   * @throws IOException if the directory or one of the files is not there to be read. A program
   *     that went on would look for its cluster in the wrong place.
   */
  static void addTo(Configuration configuration, UnaryOperator<String> environment)
      throws IOException {
    String value = environment.apply(VARIABLE);
    if (value == null || value.isBlank()) {
      return;
    }
    Path directory = directory(value);
    boolean found = false;
    for (String name : FILES) {
      Path file = directory.resolve(name);
      if (Files.exists(file)) {
        add(configuration, value, file);
        found = true;
      }
    }
    if (!found && WARNED.compareAndSet(false, true)) {
      LOG.warn(
          "{} is {}, a directory without {}; name the directory that has them, or unset it.",
          VARIABLE,
          Printable.text(value),
          String.join(", ", FILES));
    }
  }

  private static Path directory(String value) throws IOException {
    try {
      Path directory = Path.of(value.strip()).toAbsolutePath();
      // A directory that may not be searched hides its files: they would be taken for missing.
      if (Files.isDirectory(directory) && Files.isExecutable(directory)) {
        return directory;
      }
    } catch (InvalidPathException wrong) {
      throw new IOException(noDirectory(value), wrong);
    }
    throw new IOException(noDirectory(value));
  }

  private static String noDirectory(String value) {
    return "%s is %s, which is no directory that this process can read; name the directory of the cluster's core-site.xml and hdfs-site.xml, or unset it."
        .formatted(VARIABLE, Printable.text(value));
  }

  private static void add(Configuration configuration, String value, Path file) throws IOException {
    if (!Files.isReadable(file)) {
      throw new IOException(unusable(value, file, "this process may not read it"));
    }
    configuration.addResource(new org.apache.hadoop.fs.Path(file.toUri()));
    try {
      configuration.size(); // Reads it now: later it would fail whoever asks first.
    } catch (RuntimeException malformed) {
      throw new IOException(unusable(value, file, malformed.getMessage()), malformed);
    }
  }

  private static String unusable(String value, Path file, String why) {
    return "%s is %s, and its file %s cannot be used (%s); correct the file, or name another directory."
        .formatted(VARIABLE, Printable.text(value), file.getFileName(), Printable.text(why));
  }
}
