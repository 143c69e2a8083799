package dev.tidemill.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs as they were written for the legacy engine. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PortTest {
  // Of the 1.x dialect: the flatMap gives a list, not an iterator.
  private static final String OLD =
      """
      import java.util.Arrays;
      import org.apache.spark.SparkConf;
      import org.apache.spark.api.java.JavaSparkContext;
      import org.apache.spark.api.java.function.FlatMapFunction;
      import scala.Tuple2;

      public class OldWords {
        public static void main(String[] args) {
          JavaSparkContext sc =
              new JavaSparkContext(new SparkConf().setAppName("old").setMaster("local[2]"));
          System.out.println(
              sc.parallelize(Arrays.asList("a b", "a"))
                  .flatMap(
                      new FlatMapFunction<String, String>() {
                        public Iterable<String> call(String line) {
                          return Arrays.asList(line.split(" "));
                        }
                      })
                  .mapToPair(word -> new Tuple2<>(word, 1))
                  .reduceByKey((a, b) -> a + b)
                  .sortByKey()
                  .collect());
          sc.stop();
        }
      }
      """;

  @TempDir Path directory;

  private Path old() throws Exception {
    return Files.writeString(directory.resolve("OldWords.java"), OLD);
  }

  @Test
  void anOldSourceRunsAsItIs() throws Exception {
    Path program = old();
    try (Child child = Child.tidemill("run", "--port", program)) {
      child.requireExit(0);
      assertTrue(child.written().contains("[(a,2), (b,1)]\n"), child.written());
    }
    assertEquals(OLD, Files.readString(program));
    assertEquals(1, directory.toFile().list().length, "nothing is written beside the source");
  }

  @Test
  void withoutTheFlagItIsToldOf() throws Exception {
    Command refused = Command.run("run", old());
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("OldWords.java:2: error"), refused.err());
    assertTrue(refused.err().contains("tidemill run --port runs it as it is"), refused.err());
  }

  @Test
  void errorsAndRemarksNameLinesOfTheOldFile() throws Exception {
    Path wrong =
        Files.writeString(
            directory.resolve("Wrong.java"), OLD.replace("sc.stop();", "sc.stop(\"now\");"));
    Command refused = Command.run("run", "--port", wrong);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("Wrong.java:23: error"), refused.err());
    Path broken =
        Files.writeString(directory.resolve("Broken.java"), "class Broken {\n  int = ;\n}");
    refused = Command.run("run", "--port", broken);
    assertEquals(2, refused.code());
    assertTrue(refused.err().contains("Broken.java:2:"), refused.err());
    Path tables =
        Files.writeString(
            directory.resolve("Tables.java"),
            "import org.apache.spark.sql.DataFrame;\nclass Tables {\n  public static void main(String[] a) {}\n}\n");
    refused = Command.run("run", "--port", tables);
    assertTrue(refused.err().contains("Tables.java:1: "), refused.err());
  }

  @Test
  void aProjectIsPortedToAnotherDirectory() throws Exception {
    Path project = directory.resolve("project");
    Files.createDirectories(project.resolve("src"));
    Files.writeString(project.resolve("src/OldWords.java"), OLD);
    Files.writeString(project.resolve("notes.txt"), "org.apache.spark");
    Path out = directory.resolve("ported");
    Command ported = Command.run("port", "--out", out, project);
    assertEquals(0, ported.code(), ported.err());
    assertTrue(ported.out().startsWith("1 file read, 1 changed in "), ported.out());
    String text = Files.readString(out.resolve("src/OldWords.java"));
    assertFalse(text.contains("org.apache.spark"), text);
    assertEquals("org.apache.spark", Files.readString(out.resolve("notes.txt")));
    assertEquals(OLD, Files.readString(project.resolve("src/OldWords.java")));
    Command again = Command.run("port", "--out", out, project);
    assertEquals(2, again.code());
    assertTrue(again.err().contains("empty"), again.err());
  }

  @Test
  void aFileIsPortedInItsPlace() throws Exception {
    Path program = old();
    assertEquals(0, Command.run("port", "--in-place", program).code());
    assertTrue(Files.readString(program).contains("import dev.tidemill.SparkConf;"));
    Command again = Command.run("port", "--in-place", program);
    assertTrue(again.out().startsWith("1 file read, 0 changed"), again.out());
  }

  @Test
  void whatCannotBePortedIsSaid() throws Exception {
    Path broken =
        Files.writeString(directory.resolve("Broken.java"), "class Broken {\n  int = ;\n}");
    Command failed = Command.run("port", "--in-place", broken);
    assertEquals(1, failed.code());
    assertTrue(failed.out().contains("Broken.java:2:"), failed.out());
    assertEquals(2, Command.run("port", broken).code(), "it is not said where to");
    assertEquals(2, Command.run("port", "--in-place", "--out", "x", broken).code());
    assertEquals(2, Command.run("port", "--in-place", directory.resolve("none")).code());
  }
}
