package dev.tidemill.porter;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The programs in the resources: as authors of both dialects wrote them. */
final class OldPrograms {
  private OldPrograms() {}

  private static Path directory() {
    URL place = OldPrograms.class.getResource("/old");
    assertNotNull(place, "no old programs among the resources");
    try {
      return Path.of(place.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Names relative to the directory, as {@code early/Waiting}. */
  static List<String> names() {
    return withEnding(".java");
  }

  /** Those whose output is known. */
  static List<String> namesOfThoseThatRun() {
    return withEnding(".expected");
  }

  private static List<String> withEnding(String ending) {
    try (Stream<Path> files = Files.walk(directory())) {
      return files
          .map(file -> directory().relativize(file).toString().replace('\\', '/'))
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String source(String name) {
    return read(name + ".java");
  }

  static String expectedOutput(String name) {
    return read(name + ".expected");
  }

  private static String read(String name) {
    try {
      return Files.readString(directory().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
