package dev.tidemill.relocation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The compiled programs are those whose sources lie here. */
class FixtureTest {
  private static final String PREFIX = "META-INF/sources/";

  @ParameterizedTest
  @ValueSource(ints = {8, 17})
  void wasCompiledFromTheSources(int release) throws Exception {
    Map<String, String> compiled = new TreeMap<>();
    try (JarFile jar = new JarFile(LegacyPrograms.jar(release).toFile())) {
      for (JarEntry entry : jar.stream().filter(e -> e.getName().endsWith(".java")).toList()) {
        compiled.put(
            entry.getName().substring(PREFIX.length()),
            new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    Map<String, String> sources = new TreeMap<>();
    Path root = Path.of("legacy-programs/src/main/java");
    try (Stream<Path> below = Files.walk(root)) {
      for (Path file : below.filter(Files::isRegularFile).toList()) {
        sources.put(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    assertEquals(sources, compiled, "Run relocation/legacy-programs/make.");
  }
}
