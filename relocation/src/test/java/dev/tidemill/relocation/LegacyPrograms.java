package dev.tidemill.relocation;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The compiled programs, and what they gave on the legacy engine. See legacy-programs/make. */
final class LegacyPrograms {
  private static final String PLACE = "/legacy-programs/";

  private LegacyPrograms() {}

  /** Compiled for a release of Java. */
  static Path jar(int release) {
    URL jar = LegacyPrograms.class.getResource(PLACE + "java" + release + ".jar");
    assertNotNull(jar, "Run relocation/legacy-programs/make.");
    try {
      return Path.of(jar.toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static List<String> expected(String program) throws IOException {
    try (InputStream in =
        LegacyPrograms.class.getResourceAsStream(PLACE + "expected/" + program + ".txt")) {
      assertNotNull(in, "No result of " + program + "; run relocation/legacy-programs/make.");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Runs the program's main in this JVM and gives the lines that it has written. */
  static List<String> run(Path jar, String program, Path directory, String... settings)
      throws Exception {
    Path result = directory.resolve("result.txt");
    Path work = Files.createDirectories(directory.resolve("work"));
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    set(settings);
    try (LegacyClassLoader loader = LegacyClassLoader.of(List.of(jar))) {
      thread.setContextClassLoader(loader);
      loader
          .loadClass(program)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[] {result.toString(), work.toString()});
    } catch (InvocationTargetException failed) {
      throw new AssertionError(program + " failed: " + failed.getCause(), failed.getCause());
    } finally {
      thread.setContextClassLoader(before);
      for (int i = 0; i < settings.length; i += 2) {
        System.clearProperty(settings[i]);
      }
    }
    return Files.readAllLines(result);
  }

  private static void set(String... settings) {
    for (int i = 0; i < settings.length; i += 2) {
      System.setProperty(settings[i], settings[i + 1]);
    }
  }
}
