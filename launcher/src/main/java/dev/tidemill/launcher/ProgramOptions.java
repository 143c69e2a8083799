package dev.tidemill.launcher;

import dev.tidemill.launcher.program.ProgramSettings;
import dev.tidemill.launcher.program.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What may be said about a program that is to run, whatever it comes from. */
final class ProgramOptions {
  @Option(
      names = "--class",
      paramLabel = "NAME",
      description = "The main class, if there is more than one.")
  private String mainClass;

  @Option(
      names = "--master",
      paramLabel = "MASTER",
      description = "local, local[n] or local[*]; all cores if nobody says it.")
  private String master;

  @Option(names = "--name", paramLabel = "NAME", description = "The name of the application.")
  private String name;

  @Option(
      names = {"--conf", "-c"},
      paramLabel = "KEY=VALUE",
      description = "A setting, spark.* or tidemill.*; may be repeated.")
  private List<String> settings = new ArrayList<>();

  @Option(
      names = "--properties-file",
      paramLabel = "FILE",
      description = "Settings, one a line. --conf and the program itself win over it.")
  private Path propertiesFile;

  @Option(
      names = "--jars",
      paramLabel = "JAR",
      split = ",",
      description = "Jars that the program uses, in a comma list.")
  private List<String> jars = new ArrayList<>();

  @Option(
      names = "--files",
      paramLabel = "FILE",
      split = ",",
      description = "Files for SparkFiles.get, in a comma list.")
  private List<String> files = new ArrayList<>();

  Optional<String> mainClass() {
    return Optional.ofNullable(mainClass);
  }

  /**
   * The jars, which are on the local disk.
   *
   * @throws UsageException if one is missing
   */
  List<Path> jars() {
    return jars.stream().map(jar -> existing("--jars", jar)).toList();
  }

  static Path existing(String flag, String name) {
    String place = name.startsWith("file:") ? name.replaceFirst("^file:/*", "/") : name;
    if (place.contains("://")) {
      throw new UsageException(
          "%s: '%s' is not on this machine's disk; copy it there first".formatted(flag, name));
    }
    Path path = Path.of(place);
    if (!Files.isRegularFile(path)) {
      throw new UsageException(
          "%s: there is no file '%s'; give existing ones, with a comma between them"
              .formatted(flag, name));
    }
    return path;
  }

  /** All that was said, as settings. */
  ProgramSettings settings() {
    ProgramSettings all = new ProgramSettings();
    if (propertiesFile != null) {
      all.addFile(propertiesFile);
    }
    settings.forEach(all::addPair);
    putIfSaid(all, "spark.master", master);
    putIfSaid(all, "spark.app.name", name);
    if (!jars.isEmpty()) {
      all.put("spark.jars", String.join(",", jars().stream().map(Path::toString).toList()));
    }
    if (!files.isEmpty()) {
      all.put("spark.files", String.join(",", files));
    }
    requireMaster(all);
    return all;
  }

  private static void putIfSaid(ProgramSettings all, String key, String value) {
    if (value != null) {
      all.put(key, value);
    }
  }

  /** Before anything is compiled: the context would refuse it as well, and say less. */
  private static void requireMaster(ProgramSettings all) {
    String value = all.values().getOrDefault("spark.master", "local");
    if (!value.equals("local") && !value.startsWith("local[")) {
      throw new UsageException(
          "--master: '%s' is a cluster, and programs run in one process; leave --master out, or give local[n] or local[*]"
              .formatted(value));
    }
  }
}
