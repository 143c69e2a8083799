package dev.tidemill.launcher.program;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Settings of the command line as they reach a program: system properties, which {@code new
 * SparkConf()} reads. What the program itself sets is above them. Of the others the later ones win:
 * the properties file, {@code --conf}, flags of their own.
 */
public final class ProgramSettings {
  private final Map<String, String> values = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Takes a file of settings, {@code key value} or {@code key=value} a line. Other keys than {@code
   * spark.*} and {@code tidemill.*} are left out, with a note.
   *
   * @throws UsageException if it cannot be read
   */
  public void addFile(Path file) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException failed) {
      throw new UsageException(
          "--properties-file: '%s' cannot be read as a file of properties: %s"
              .formatted(file, failed),
          failed);
    }
    TreeSet<String> foreign = new TreeSet<>();
    for (String key : properties.stringPropertyNames()) {
      if (isSetting(key)) {
        values.put(key, properties.getProperty(key).strip());
      } else {
        foreign.add(key);
      }
    }
    if (!foreign.isEmpty()) {
      notes.add(
          "'%s' has keys that begin with neither spark. nor tidemill. and are not passed on: %s"
              .formatted(file, String.join(", ", foreign)));
    }
  }

  /**
   * Takes {@code key=value}.
   *
   * @throws UsageException if it is of another form, or the key is no setting
   */
  public void addPair(String pair) {
    int equals = pair.indexOf('=');
    String key = equals < 0 ? pair.strip() : pair.substring(0, equals).strip();
    if (equals < 0 || !isSetting(key)) {
      throw new UsageException(
          "--conf: '%s' is no setting; give key=value with a key that begins with spark. or tidemill."
              .formatted(pair));
    }
    values.put(key, pair.substring(equals + 1));
  }

  /** Takes what a flag of its own says. */
  public void put(String key, String value) {
    values.put(key, value);
  }

  private static boolean isSetting(String key) {
    return key.startsWith("spark.") || key.startsWith("tidemill.");
  }

  /** All of them, in order. */
  public Map<String, String> values() {
    return values;
  }

  /** What to tell about them, a sentence each. */
  public List<String> notes() {
    return notes;
  }

  /** Makes them system properties of this process. */
  public void apply() {
    values.forEach(System::setProperty);
  }
}
