package dev.tidemill.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStores;
import dev.tidemill.launcher.checkpoint.Health;
import dev.tidemill.runtime.recovery.StoredCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands on directories that earlier releases and programs have left. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckpointCommandsTest {
  private static final Path FIXTURES =
      Path.of("..", "streaming-context", "src", "test", "resources", "checkpoint-fixtures");

  /** Has what the program that wrote the fixtures had of its own. */
  private static Path jar;

  @TempDir static Path shared;
  @TempDir Path directory;

  @BeforeAll
  static void makeJar() throws IOException {
    Path source =
        Files.writeString(
            shared.resolve("SweptProgram.java"),
            "package dev.tidemill.streaming.testkit;"
                + " final class SweptProgram { record KeptB(int count) {} }");
    jar = Programs.jar(shared, "program.jar", "", source);
  }

  private static String stateOf(Path fixture) {
    return fixture.endsWith("INVERSE_WINDOW") ? "reduceByKeyAndWindow" : "countByValueAndWindow";
  }

  static List<Path> fixtures() throws IOException {
    try (Stream<Path> found = Files.walk(FIXTURES, 2)) {
      List<Path> fixtures =
          found.filter(path -> FIXTURES.relativize(path).getNameCount() == 2).sorted().toList();
      assertEquals(4, fixtures.size());
      return fixtures;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }

  private static List<String> names(Path of) throws IOException {
    try (Stream<Path> files = Files.walk(of)) {
      return files.map(file -> of.relativize(file).toString()).sorted().toList();
    }
  }

  private static StoredCheckpoint open(Path checkpoint) throws IOException {
    return StoredCheckpoint.open(FileStores.local(checkpoint)).orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void inspectShowsBatchesSourcesAndStates(Path fixture) {
    Command shown = Command.run("checkpoint", "inspect", "--jars", jar, fixture);
    assertEquals(0, shown.code(), shown.err());
    String version = fixture.getParent().getFileName().toString().substring(1);
    for (String text :
        List.of(
            "interval      1000 ms",
            "last input    1970-01-01T",
            "format version " + version,
            "process 1 on host 'a', since 2026-11-27T00:00:00Z",
            "  source ",
            "  state " + stateOf(fixture),
            " keys after batch ",
            "  output ")) {
      assertTrue(shown.out().contains(text), () -> text + " is not in: " + shown.out());
    }
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void exportWritesAStateByKey(Path fixture) {
    Command text = Command.run("checkpoint", "export", "--jars", jar, fixture);
    assertEquals(0, text.code(), text.err());
    Command json = Command.run("checkpoint", "export", "--jars", jar, "--format", "json", fixture);
    assertEquals(0, json.code(), json.err());
    List<String> texts = text.out().lines().toList();
    List<String> lines = json.out().lines().toList();
    assertFalse(texts.isEmpty());
    assertEquals(texts.size(), lines.size());
    assertTrue(texts.stream().allMatch(line -> line.split("\t").length == 2), text.out());
    assertTrue(
        lines.stream().allMatch(line -> line.startsWith("{\"key\":") && line.endsWith("}")),
        json.out());
  }

  @Test
  void classesThatAreMissingAreNamedWithTheRemedy() throws Exception {
    Path fixture = fixtures().get(0);
    Command export = Command.run("checkpoint", "export", fixture);
    assertEquals(2, export.code());
    assertTrue(export.err().contains("SweptProgram$KeptB"), export.err());
    assertTrue(export.err().contains("--jars"), export.err());
    Command inspect = Command.run("checkpoint", "inspect", fixture);
    assertEquals(0, inspect.code());
    assertTrue(inspect.out().contains("keys not counted"), inspect.out());
    Command other = Command.run("checkpoint", "export", "--state", "none", fixture);
    assertTrue(other.err().contains("no state none; there are reduceBy"), other.err());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void aCopyIsWholeAndHasTheSameStates(Path fixture) throws Exception {
    Path copy = directory.resolve("copy");
    assertEquals(0, Command.run("checkpoint", "verify", fixture).code());
    Command copied = Command.run("checkpoint", "copy", fixture, copy);
    assertEquals(0, copied.code(), copied.err());
    assertEquals(names(fixture.resolve("journal")), names(copy.resolve("journal")));
    assertEquals(0, Command.run("checkpoint", "verify", copy).code());
    assertEquals(
        Command.run("checkpoint", "export", "--jars", jar, fixture).out(),
        Command.run("checkpoint", "export", "--jars", jar, copy).out());
    Command again = Command.run("checkpoint", "copy", fixture, copy);
    assertEquals(2, again.code());
    assertTrue(again.err().contains("journal already"), again.err());
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void damageIsFoundAndNamed(Path fixture) throws Exception {
    Path damaged = directory.resolve("damaged");
    copy(fixture, damaged);
    Path base;
    try (Stream<Path> files = Files.list(damaged.resolve("journal"))) {
      base =
          files
              .filter(file -> file.toString().endsWith(".base"))
              .sorted()
              .reduce((a, b) -> b)
              .get();
    }
    byte[] bytes = Files.readAllBytes(base);
    bytes[bytes.length - 3] ^= 1;
    Files.write(base, bytes);
    Command found = Command.run("checkpoint", "verify", damaged);
    assertEquals(1, found.code());
    assertTrue(found.err().contains(base.getFileName().toString()), found.err());
    assertTrue(found.err().contains("damaged at offset"), found.err());
  }

  @Test
  void aDirectoryWithoutAJournalIsNamed() {
    for (String command : List.of("inspect", "verify", "export")) {
      Command none = Command.run("checkpoint", command, directory);
      assertEquals(2, none.code());
      assertTrue(none.err().contains("no journal in " + directory), none.err());
    }
    assertEquals(2, Command.run("health", directory).code());
    assertEquals(2, Command.run("checkpoint", "rename", directory, "a", "b").code());
    assertEquals(0, directory.toFile().list().length, "nothing is made there");
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void renameChangesTheNameAndNothingElse(Path fixture) throws Exception {
    Path renamed = directory.resolve("renamed");
    copy(fixture, renamed);
    String before = Command.run("checkpoint", "export", "--jars", jar, renamed).out();
    Command named = Command.run("checkpoint", "rename", renamed, stateOf(fixture), "sums");
    assertEquals(0, named.code(), named.err());
    assertTrue(named.out().contains("now 'sums', " + stateOf(fixture)), named.out());
    assertEquals(0, Command.run("checkpoint", "verify", renamed).code());
    assertEquals(
        before,
        Command.run("checkpoint", "export", "--jars", jar, "--state", "sums", renamed).out());
    assertEquals(open(fixture).unfinished(), open(renamed).unfinished());
    Command again = Command.run("checkpoint", "rename", renamed, "nothing", "other");
    assertEquals(2, again.code());
    assertTrue(again.err().contains("Nothing is called nothing; there are"), again.err());
    assertTrue(again.err().contains("sums"), again.err());
  }

  @Test
  void aChangedProgramFindsItsStateByTheNewName() throws Exception {
    Path checkpoint = directory.resolve("checkpoint");
    Path watched = Files.createDirectory(directory.resolve("watched"));
    Path before = Programs.source(directory, "Before", Programs.counting(""));
    Path after = Programs.source(directory, "After", Programs.counting("words"));
    try (Child first =
        Child.tidemill(
            "run", "--conf", "tidemill.stop.afterBatches=1000000", before, checkpoint, watched)) {
      first.await("started");
      Path ready = Files.writeString(directory.resolve("ready"), "tide\nmill\ntide\n");
      Files.move(ready, watched.resolve("words.txt"));
      first.await("mill=1");
      Path live = directory.resolve("live");
      Command copied = Command.run("checkpoint", "copy", checkpoint, live);
      assertEquals(0, copied.code(), copied.err());
      assertEquals(0, Command.run("checkpoint", "verify", live).code());
      Command well = Command.run("health", "--patience", "30000", checkpoint);
      assertEquals(0, well.code(), well.out());
      assertTrue(well.out().matches("(?s)(well|catches up): .*"), well.out());
      first.signal("TERM");
      first.exit();
    }
    Command renamed = Command.run("checkpoint", "rename", checkpoint, "mapWithState", "words");
    assertEquals(0, renamed.code(), renamed.err());
    assertEquals(
        "{\"key\":\"mill\",\"value\":1}\n{\"key\":\"tide\",\"value\":2}\n",
        sorted(Command.run("checkpoint", "export", "--format", "json", checkpoint).out()));
    Files.delete(watched.resolve("words.txt"));
    Files.writeString(directory.resolve("more"), "tide\n");
    Files.move(directory.resolve("more"), watched.resolve("more.txt"));
    try (Child second =
        Child.tidemill(
            "run", "--conf", "tidemill.stop.afterBatches=1000000", after, checkpoint, watched)) {
      second.await("tide=3");
    }
  }

  private static String sorted(String lines) {
    return String.join("\n", lines.lines().sorted().toList()) + "\n";
  }

  @Test
  void healthGoesByTheLastFinishedBatch() throws Exception {
    StoredCheckpoint stored = open(fixtures().get(3));
    long last = stored.lastDone().orElseThrow();
    assertTrue(Health.of(stored, last + 3 * stored.interval()).isWell());
    Health late = Health.of(stored, last + 3 * stored.interval() + 1);
    assertFalse(late.isWell());
    assertTrue(late.message().contains("(" + last + " ms), 3001 ms ago"), late.message());
    assertTrue(late.message().contains("3000 ms is the limit"), late.message());
    Command command = Command.run("health", "--patience", "0", fixtures().get(3));
    assertEquals(1, command.code());
    assertTrue(command.out().startsWith("not well: the last batch"), command.out());
  }
}
