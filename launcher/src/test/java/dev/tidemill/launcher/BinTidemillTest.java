package dev.tidemill.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script itself, as it lies beside a jar; its archive of classes may be in any state. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BinTidemillTest {
  private static final String PREPARES = "preparing fast starts";

  @TempDir static Path installed;
  @TempDir Path directory;
  private Path cache;

  /** An installation: the script, and a jar that leads to the jars of the tests. */
  @BeforeAll
  static void install() throws IOException {
    Path bin = Files.createDirectory(installed.resolve("bin"));
    Files.copy(
        Path.of("..", "bin", "tidemill"),
        bin.resolve("tidemill"),
        StandardCopyOption.COPY_ATTRIBUTES);
    Path lib = Files.createDirectory(installed.resolve("lib"));
    List<Path> directories = new ArrayList<>();
    StringBuilder jars = new StringBuilder();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.endsWith(".jar")) {
        jars.append(Path.of(entry).toUri()).append(' ');
      } else if (!entry.endsWith("test-classes")) {
        directories.add(Path.of(entry));
      }
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, jars.toString());
    try (JarOutputStream out =
        new JarOutputStream(Files.newOutputStream(lib.resolve("tidemill.jar")), manifest)) {
      for (Path classes : directories) {
        if (classes.endsWith("target/classes")) {
          Programs.addAll(classes, out);
        }
      }
    }
  }

  @BeforeEach
  void nameCache() {
    cache = directory.resolve("cache");
  }

  private Child tidemill(Object... arguments) throws IOException {
    return tidemill(installed.resolve("bin").resolve("tidemill"), Map.of(), arguments);
  }

  private Child tidemill(Path script, Map<String, String> more, Object... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(script.toString()));
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    Map<String, String> environment = new HashMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("TIDEMILL_CACHE", cache.toString());
    environment.putAll(more);
    return Child.start(command, environment);
  }

  private String version() throws Exception {
    try (Child child = tidemill("--version")) {
      child.requireExit(0);
      assertTrue(child.written().contains("tidemill development on Java"), child.written());
      return child.written();
    }
  }

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      return files.filter(file -> file.toString().endsWith(".jsa")).findFirst().orElseThrow();
    }
  }

  /** Whatever becomes of the archive, a start is a start. */
  @Test
  void anArchiveIsMadeOnceAndABrokenOneBreaksNothing() throws Exception {
    assertTrue(version().contains(PREPARES));
    assertEquals(1, version().lines().count(), "made once, and nothing is said of it");
    Path program = Programs.source(directory, "Hello", "System.out.println(\"hello \" + args[0]);");
    try (Child child = tidemill("run", program, "you")) {
      child.requireExit(0);
      assertEquals("hello you\n", child.written());
    }
    byte[] good = Files.readAllBytes(archive());
    assertTrue(archive().toFile().setWritable(true));
    byte[] changed = good.clone();
    for (int i = changed.length / 3; i < changed.length; i += 5000) {
      changed[i] ^= 0x55;
    }
    Files.write(archive(), changed);
    assertEquals(1, version().lines().count(), "with other bytes");
    try (FileChannel channel = FileChannel.open(archive(), StandardOpenOption.WRITE)) {
      channel.truncate(good.length / 2);
    }
    assertEquals(1, version().lines().count(), "cut off");
    Files.delete(archive());
    assertEquals(1, version().lines().count(), "gone");
  }

  @Test
  void withoutAPlaceForTheArchiveItStartsAllTheSame() throws Exception {
    cache = Files.writeString(directory.resolve("file"), "").resolve("below");
    assertFalse(version().contains(PREPARES));
    cache = Path.of("none");
    assertFalse(version().contains(PREPARES));
    assertFalse(Files.exists(Path.of("none")));
  }

  @Test
  void exitCodesSignalsAndArgumentsPassThrough() throws Exception {
    cache = Path.of("none");
    Path link = directory.resolve("a link");
    Files.createSymbolicLink(link, installed.resolve("bin").resolve("tidemill"));
    Path exits = Programs.source(directory, "Exits", "System.exit(args.length);");
    try (Child child = tidemill(link, Map.of(), "run", exits, "a b", "", "*")) {
      child.requireExit(3);
    }
    Path waits =
        Programs.source(
            directory,
            "Waits",
            """
            System.out.println("heap " + Runtime.getRuntime().maxMemory() / 1000000);
            Thread.currentThread().join();
            """);
    Map<String, String> options = Map.of("TIDEMILL_JAVA_OPTIONS", "-Xmx96m -XX:+UseSerialGC");
    try (Child child = tidemill(link, options, "run", waits)) {
      child.await(written -> written.matches("heap (9|10)[0-9]\n"), "heap");
      child.signal("TERM");
      child.requireExit(128 + 15);
    }
  }

  @Test
  void whatIsMissingIsNamed() throws Exception {
    Path alone = Files.createDirectories(directory.resolve("alone/bin")).resolve("tidemill");
    Files.copy(installed.resolve("bin/tidemill"), alone, StandardCopyOption.COPY_ATTRIBUTES);
    try (Child child = tidemill(alone, Map.of(), "--version")) {
      child.requireExit(2);
      assertTrue(child.written().contains("lib/tidemill.jar"), child.written());
    }
    try (Child child = tidemill(alone, Map.of("JAVA_HOME", "/nowhere"), "--version")) {
      child.requireExit(2);
      assertTrue(child.written().contains("JAVA_HOME"), child.written());
    }
  }
}
