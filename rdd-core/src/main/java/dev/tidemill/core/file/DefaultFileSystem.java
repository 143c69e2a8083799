package dev.tidemill.core.file;

import dev.tidemill.core.hadoop.client.HadoopConfigurations;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Where locations without a scheme are: on Hadoop's {@code fs.defaultFS}, if the program or a
 * cluster's file names one, else on the local disk. Files are asked whether they mention it before
 * Hadoop is loaded to read them.
 */
final class DefaultFileSystem {
  private static final List<String> KEYS = List.of("fs.defaultFS", "fs.default.name");
  private static final String FILE = "core-site.xml";
  private static final String DIRECTORY = "HADOOP_CONF_DIR";

  private static final Map<Map<String, String>, Optional<String>> KNOWN = new ConcurrentHashMap<>();

  private DefaultFileSystem() {}

  /** Its URI, unless that is the local disk. */
  static Optional<String> remote(Map<String, String> settings) throws IOException {
    Optional<String> known = KNOWN.get(settings);
    if (known == null) {
      known = look(settings, System::getenv);
      KNOWN.put(Map.copyOf(settings), known);
    }
    return known;
  }

  static Optional<String> look(Map<String, String> settings, UnaryOperator<String> environment)
      throws IOException {
    for (String key : KEYS) {
      if (settings.containsKey(key)) {
        return remote(settings.get(key));
      }
    }
    return isMentioned(environment.apply(DIRECTORY))
        ? remote(OfHadoop.read(settings))
        : Optional.empty();
  }

  private static Optional<String> remote(String uri) {
    return FileStores.isLocal(uri) ? Optional.empty() : Optional.of(uri);
  }

  private static boolean isMentioned(String directory) throws IOException {
    if (directory != null && !directory.isBlank()) {
      Path file = Path.of(directory.strip(), FILE);
      if (Files.isReadable(file)
          && mentions(new String(Files.readAllBytes(file), StandardCharsets.UTF_8))) {
        return true;
      }
    }
    URL onClassPath = Thread.currentThread().getContextClassLoader().getResource(FILE);
    if (onClassPath == null) {
      return false;
    }
    try (InputStream in = onClassPath.openStream()) {
      return mentions(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  private static boolean mentions(String text) {
    return KEYS.stream().anyMatch(text::contains);
  }

  /** Apart, so that it is loaded where it is used only. */
  private static final class OfHadoop {
    private OfHadoop() {}

    static String read(Map<String, String> settings) throws IOException {
      return HadoopConfigurations.of(settings).get(KEYS.get(0), "file:///");
    }
  }
}
