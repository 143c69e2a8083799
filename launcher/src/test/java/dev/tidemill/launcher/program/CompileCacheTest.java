package dev.tidemill.launcher.program;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was compiled once is compiled again only if something has changed. */
class CompileCacheTest {
  private static final Path SOURCE = Path.of("A.java");

  @TempDir Path directory;
  private Path jar;
  private int compiled;

  @BeforeEach
  void makeJar() throws IOException {
    jar = Files.writeString(directory.resolve("a.jar"), "jar");
  }

  private void requireClasses(Path cache, Path source, String text, String classPath) {
    Map<String, byte[]> classes =
        new CompileCache(cache).classes(source, text, classPath, () -> compile(text));
    assertEquals(2, classes.size());
    assertArrayEquals(text.getBytes(UTF_8), classes.get("a.Main"));
    assertArrayEquals(new byte[300], classes.get("a.Main$1"));
  }

  private Map<String, byte[]> compile(String text) {
    compiled++;
    return Map.of("a.Main", text.getBytes(UTF_8), "a.Main$1", new byte[300]);
  }

  private List<Path> kept() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.getFileName().toString().startsWith("compiled-")).toList();
    }
  }

  @Test
  void theSameIsCompiledOnce() throws Exception {
    requireClasses(directory, SOURCE, "text", jar.toString());
    requireClasses(directory, SOURCE, "text", jar.toString());
    assertEquals(1, compiled);
    assertEquals(1, kept().size());
  }

  @Test
  void whateverChangesIsCompiledAgain() throws Exception {
    requireClasses(directory, SOURCE, "text", jar.toString());
    requireClasses(directory, SOURCE, "text2", jar.toString());
    requireClasses(directory, Path.of("B.java"), "text", jar.toString());
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    requireClasses(directory, SOURCE, "text", jar.toString());
    Files.writeString(jar, "longer");
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
    requireClasses(directory, SOURCE, "text", jar.toString());
    assertEquals(5, compiled);
  }

  @Test
  void aBrokenFileIsAsGoodAsNone() throws Exception {
    requireClasses(directory, SOURCE, "text", jar.toString());
    byte[] good = Files.readAllBytes(kept().get(0));
    for (int length : new int[] {0, 3, 4, 20, good.length - 1}) {
      Files.write(kept().get(0), Arrays.copyOf(good, length));
      int before = compiled;
      requireClasses(directory, SOURCE, "text", jar.toString());
      assertEquals(before + 1, compiled, "cut off after " + length);
    }
    for (int at = 0; at < good.length; at += 7) {
      byte[] changed = good.clone();
      changed[at] ^= 4;
      Files.write(kept().get(0), changed);
      int before = compiled;
      requireClasses(directory, SOURCE, "text", jar.toString());
      assertEquals(before + 1, compiled, "changed at " + at);
    }
  }

  @Test
  void whatCannotBeKeptIsCompiled() throws Exception {
    requireClasses(directory.resolve("missing"), SOURCE, "text", jar.toString());
    requireClasses(directory, SOURCE, "text", directory.toString());
    assertEquals(2, compiled);
    assertTrue(kept().isEmpty());
  }

  @Test
  void theOldestGo() throws Exception {
    for (int i = 0; i < 103; i++) {
      requireClasses(directory, SOURCE, "text " + i, jar.toString());
    }
    assertEquals(100, kept().size());
  }
}
