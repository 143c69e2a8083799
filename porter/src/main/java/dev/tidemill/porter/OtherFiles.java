package dev.tidemill.porter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What is said of files that are not ported. */
final class OtherFiles {
  private static final long LARGEST_SCRIPT = 100_000;

  private OtherFiles() {}

  static Optional<Remark> remark(Path file, String shown) throws IOException {
    String name = file.getFileName().toString();
    if (name.matches("log4j2?(-\\w+)?\\.(properties|xml|ya?ml)")) {
      return Optional.of(
          new Remark(
              shown,
              0,
              "settings of log4j",
              "no logging backend comes with Tidemill",
              "add log4j's backend for slf4j 2 to the dependencies, or another backend"));
    } else if (name.endsWith(".scala")) {
      return Optional.of(
          new Remark(shown, 0, "a source in Scala", "only Java is ported", "write it in Java"));
    } else if (name.matches(".*\\.(sh|bash|cmd|bat)") && submits(file)) {
      return Optional.of(
          new Remark(
              shown,
              0,
              "calls spark-submit",
              "programs are started as any other in Java",
              "start the main class by java, with settings as -Dspark.name=value"));
    }
    return Optional.empty();
  }

  private static boolean submits(Path file) throws IOException {
    return Files.isRegularFile(file)
        && Files.size(file) < LARGEST_SCRIPT
        && FileText.read(file).text().contains("spark-submit");
  }
}
