package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.SparkFiles;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and jars that a program adds for its tasks. */
class AddedFilesTest extends DatasetTest {
  @TempDir transient Path directory;

  private String write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text).toString();
  }

  @Test
  void tasksFindAnAddedFile() throws IOException {
    context.addFile(write("words.txt", "tide mill"));
    assertEquals(
        List.of("tide mill", "tide mill"),
        context
            .parallelize(List.of(1, 2), 2)
            .map(n -> Files.readString(Path.of(SparkFiles.get("words.txt"))))
            .collect());
    assertEquals(
        Path.of(SparkFiles.getRootDirectory(), "words.txt").toString(),
        SparkFiles.get("words.txt"));
  }

  @Test
  void aDirectoryIsCopiedIfThatIsAskedFor() throws IOException {
    write("dictionary/de/a", "eins");
    write("dictionary/b", "two");
    String path = directory.resolve("dictionary").toString();
    SparkException refused = assertThrows(SparkException.class, () -> context.addFile(path));
    assertTrue(refused.getMessage().contains("addFile(path, true)"), refused.getMessage());
    context.addFile(path, true);
    assertEquals("eins", Files.readString(Path.of(SparkFiles.get("dictionary"), "de", "a")));
    assertEquals("two", Files.readString(Path.of(SparkFiles.get("dictionary/b"))));
  }

  @Test
  void aNameIsOneFile() throws IOException {
    String first = write("a/words", "first");
    context.addFile(first);
    write("a/words", "changed later");
    context.addFile(first); // as in the legacy engine, it stays what it was
    assertEquals("first", Files.readString(Path.of(SparkFiles.get("words"))));
    String second = write("b/words", "second");
    assertThrows(IllegalArgumentException.class, () -> context.addFile(second));
    assertThrows(NoSuchFileException.class, () -> context.addFile(directory + "/none"));
    assertThrows(IllegalArgumentException.class, () -> context.addFile(""));
    assertThrows(IllegalArgumentException.class, () -> SparkFiles.get("../secret"));
  }

  @Test
  void filesOfAContextAreItsOwnAndGoWithIt() throws IOException {
    context.addFile(write("a/words", "of the first"));
    Path kept;
    try (JavaSparkContext other =
        new JavaSparkContext(
            conf()
                .setMaster("local")
                .setAppName("other")
                .set("spark.files", write("b/words", "of the other")))) {
      kept = Path.of(SparkFiles.getRootDirectory());
      assertEquals("of the other", Files.readString(Path.of(SparkFiles.get("words"))));
      assertEquals(
          List.of("of the first"),
          context
              .parallelize(List.of(1), 1)
              .map(n -> Files.readString(Path.of(SparkFiles.get("words"))))
              .collect());
      assertEquals(
          "of the other",
          other
              .parallelize(List.of(1), 1)
              .map(n -> Files.readString(Path.of(SparkFiles.get("words"))))
              .first());
    }
    assertFalse(Files.exists(kept));
    assertEquals("of the first", Files.readString(Path.of(SparkFiles.get("words"))));
  }

  @Test
  void aContextWhoseFilesAreMissingIsNotMade() throws IOException {
    assertThrows(
        NoSuchFileException.class,
        () -> new JavaSparkContext(conf().setMaster("local").set("spark.files", "/no/such/file")));
    context.addFile(write("a", "still the latest context"));
    assertEquals("still the latest context", Files.readString(Path.of(SparkFiles.get("a"))));
  }

  /** A jar with a class {@code added.Greeting}, whose toString is the text. */
  private String jar(String text) throws IOException {
    Path source = directory.resolve("Greeting.java");
    Files.writeString(
        source,
        "package added; public class Greeting { public String toString() { return \""
            + text
            + "\"; } }");
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-d", directory.toString(), source.toString());
    assertEquals(0, compiled);
    Path jar = directory.resolve("greeting.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream classes = new JarOutputStream(out)) {
      classes.putNextEntry(new JarEntry("added/Greeting.class"));
      Files.copy(directory.resolve("added/Greeting.class"), classes);
    }
    return jar.toString();
  }

  @Test
  void tasksFindTheClassesOfAnAddedJar() throws IOException {
    String jar = jar("hello");
    context.addJar(jar);
    assertEquals(List.of(jar), context.jars());
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    assertEquals(
        List.of("hello", "hello", "hello"),
        context
            .parallelize(List.of(1, 2, 3), 3)
            .map(
                n ->
                    Class.forName(
                            "added.Greeting", true, Thread.currentThread().getContextClassLoader())
                        .getConstructor()
                        .newInstance()
                        .toString())
            .collect());
    assertEquals(before, Thread.currentThread().getContextClassLoader());
    context.addJar(directory + "/missing.jar"); // a warning
    assertEquals(1, context.jars().size());
  }

  @Test
  void olderConstructorsNoteWhatTheyAreGiven() throws IOException {
    String jar = jar("hello");
    try (JavaSparkContext old = new JavaSparkContext("local", "old", "/opt/home", jar)) {
      assertEquals("/opt/home", old.getSparkHome().get());
      assertEquals(List.of(jar), old.jars());
    }
    try (JavaSparkContext old =
        new JavaSparkContext("local", "old", null, new String[] {jar}, Map.of("A", "1"))) {
      assertFalse(old.getSparkHome().isPresent());
      assertEquals("1", old.getReadOnlyConf().get("spark.executorEnv.A"));
    }
    try (JavaSparkContext old = new JavaSparkContext("local", "old", null, new String[0])) {
      assertEquals(List.of(), old.jars());
    }
  }
}
