package dev.tidemill.porter;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Properties;

/** What all build files have in common: which artefacts stand for which. */
final class BuildFile {
  static final String GROUP = "dev.tidemill";
  static final String ARTIFACT = "tidemill";

  /** Modules of the legacy engine that one of ours stands for. */
  static final String REPLACED =
      "spark-(?:core|streaming|sql|catalyst|hive|launcher|network-common|unsafe|tags|yarn)";

  private static final Advice TWO_ENGINES =
      new Advice(
          "there is nothing that stands for it, and it brings the legacy engine along",
          "remove it when no source needs it any more");

  private BuildFile() {}

  /** The version of Tidemill that this porter belongs to. */
  static String version() {
    Properties properties = new Properties();
    try (InputStream in = BuildFile.class.getResourceAsStream("porter.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("The porter's own properties cannot be read.", e);
    }
    return properties.getProperty("version");
  }

  static boolean isBuildFile(String fileName) {
    return fileName.equals("pom.xml") || isGradle(fileName) || isSbt(fileName);
  }

  private static boolean isGradle(String fileName) {
    return fileName.endsWith(".gradle") || fileName.endsWith(".gradle.kts");
  }

  private static boolean isSbt(String fileName) {
    return fileName.endsWith(".sbt");
  }

  static String port(String fileName, String text, Notes notes) {
    if (fileName.equals("pom.xml")) {
      return MavenBuild.port(text, notes);
    }
    return isSbt(fileName) ? LineBuild.sbt(text, notes) : LineBuild.gradle(text, notes);
  }

  static boolean isReplaced(String artifact) {
    return artifact.matches(REPLACED + "(?:_.*)?");
  }

  static void remarkConnector(Notes notes, int line, String artifact) {
    notes.remark(line, "org.apache.spark:" + artifact, TWO_ENGINES);
  }

  /** What stands for the configurations that leave a jar out of the program, or are gone. */
  static Map<String, String> gradleScopes() {
    return Map.of(
        "provided", "implementation",
        "providedCompile", "implementation",
        "compileOnly", "implementation",
        "compile", "implementation");
  }
}
