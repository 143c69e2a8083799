package dev.tidemill.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Source files that are run. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RunTest {
  @TempDir Path directory;

  private static void requireUsage(Command command, String... said) {
    assertEquals(2, command.code(), command.err());
    for (String text : said) {
      assertTrue(command.err().contains(text), () -> text + " is not in: " + command.err());
    }
  }

  @Test
  void aProgramWithoutMasterAndNameRunsWithItsArgumentsAndSettings() throws Exception {
    Path program =
        Programs.source(
            directory,
            "Counts",
            """
            System.out.println(List.of(args));
            var ssc = new JavaStreamingContext(new SparkConf(), Durations.milliseconds(20));
            var input = new LinkedList<dev.tidemill.api.java.JavaRDD<String>>();
            input.add(ssc.sparkContext().parallelize(List.of("a", "b", "a")));
            ssc.queueStream(input).countByValue()
                .foreachRDD(rdd -> System.out.println(new TreeMap<>(rdd.collectAsMap())));
            ssc.start();
            ssc.awaitTermination();
            System.out.println("ended");
            """);
    try (Child child =
        Child.tidemill(
            "run", "--conf", "tidemill.stop.afterBatches=2", program, "--class", "x y", "--help")) {
      child.requireExit(0);
      assertTrue(child.written().contains("[--class, x y, --help]\n"), child.written());
      assertTrue(child.written().contains("{a=2, b=1}\n"), child.written());
      assertTrue(child.written().endsWith("ended\n"), child.written());
    }
    assertEquals(1, directory.toFile().list().length, "nothing is written beside the source");
  }

  @Test
  void whatDoesNotCompileIsShownWithItsLine() throws Exception {
    Path program =
        Files.writeString(directory.resolve("Wrong.java"), "class Wrong {\n  int x = \"a\";\n}\n");
    requireUsage(
        Command.run("run", program),
        "does not compile",
        program + ":2: error: incompatible types",
        "int x = \"a\";",
        "^");
  }

  @Test
  void ofTwoMainClassesOneIsAskedFor() throws Exception {
    Path program =
        Files.writeString(
            directory.resolve("Two.java"),
            "public class Two { public static void main(String[] a) {} }\n"
                + "class Other { public static void main(String[] a) { throw new IllegalStateException(\"other\"); } }\n");
    requireUsage(Command.run("run", program), "--class", "Other, Two");
    Command other = Command.run("run", "--class", "Other", program);
    assertEquals(1, other.code());
    assertTrue(
        other
            .err()
            .startsWith("java.lang.IllegalStateException: other\n\tat Other.main(Two.java:2)\n"),
        other.err());
    assertEquals(2, other.err().lines().count(), "nothing of the launcher in: " + other.err());
    requireUsage(Command.run("run", "--class", "Third", program), "no class 'Third'", "Other, Two");
  }

  @Test
  void whatIsNoProgramIsRefusedWithTheReason() throws Exception {
    Path text = Files.writeString(directory.resolve("notes.txt"), "x");
    Path none = Files.writeString(directory.resolve("None.java"), "class None {}");
    requireUsage(Command.run("run", directory.resolve("Missing.java")), "no file", "Missing.java");
    requireUsage(Command.run("run", text), "no Java source file", "submit");
    requireUsage(Command.run("run", none), "main(String[])");
    requireUsage(Command.run("run", "--jars", "no.jar", none), "--jars", "no.jar");
    requireUsage(Command.run("run", "--master", "yarn", none), "--master", "yarn", "local[n]");
    requireUsage(Command.run("run", "--conf", "a=b", none), "--conf", "a=b", "spark.");
    requireUsage(Command.run("run", "--conf", "spark.a", none), "key=value");
  }

  @Test
  void aFailedBatchAndAnExceptionEndWithOne() throws Exception {
    Path program =
        Programs.source(
            directory,
            "Fails",
            """
            var ssc = new JavaStreamingContext(new SparkConf(), Durations.milliseconds(20));
            var input = new LinkedList<dev.tidemill.api.java.JavaRDD<Integer>>();
            input.add(ssc.sparkContext().parallelize(List.of(0)));
            ssc.queueStream(input).map(x -> 1 / x).foreachRDD(rdd -> rdd.collect());
            ssc.start();
            ssc.awaitTermination();
            """);
    try (Child child = Child.tidemill("run", program)) {
      child.requireExit(1);
      assertTrue(child.written().contains("/ by zero"), child.written());
      assertTrue(child.written().contains("Fails.java:15"), child.written());
      assertFalse(child.written().contains("dev.tidemill.launcher"), child.written());
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aHeldDirectoryEndsWithThreeAndASignalAsTheLibrarySays() throws Exception {
    Path program = Programs.source(directory, "Counting", Programs.counting(""));
    Path checkpoint = directory.resolve("checkpoint");
    Path watched = Files.createDirectory(directory.resolve("watched"));
    String forever = "tidemill.stop.afterBatches=1000000";
    try (Child first = Child.tidemill("run", "--conf", forever, program, checkpoint, watched)) {
      first.await("started");
      try (Child second = Child.tidemill("run", "--conf", forever, program, checkpoint, watched)) {
        second.requireExit(3);
        assertTrue(second.written().contains("belongs to another driver"), second.written());
        assertTrue(second.written().contains("tidemill.driver.standby"), second.written());
        assertFalse(second.written().contains("\tat "), second.written());
      }
      Command rename = Command.run("checkpoint", "rename", checkpoint, "mapWithState", "words");
      assertEquals(3, rename.code(), rename.err());
      first.signal("TERM");
      first.requireExit(128 + 15);
    }
    assertEquals(0, Command.run("checkpoint", "verify", checkpoint).code());
  }

  @Test
  void aFileSystemThatCannotBeReachedEndsWithSeventyFive() throws Exception {
    Path program = Programs.source(directory, "Counting", Programs.counting(""));
    try (Child child =
        Child.tidemill(
            "run",
            "--conf",
            "spark.hadoop.ipc.client.connect.max.retries=0",
            program,
            "hdfs://localhost:1/checkpoint",
            directory)) {
      child.requireExit(75);
      assertTrue(child.written().contains("localhost:1"), child.written());
      assertFalse(child.written().contains("\tat "), child.written());
    }
  }

  @Test
  void aJavaWithoutACompilerIsNamed() throws Exception {
    Path program = Programs.source(directory, "Plain", "");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--limit-modules",
            "java.se",
            "-cp",
            System.getProperty("java.class.path"),
            Tidemill.class.getName(),
            "run",
            program.toString());
    try (Child child = Child.start(command, Map.of())) {
      child.requireExit(2);
      assertTrue(child.written().contains("has no compiler"), child.written());
      assertTrue(child.written().contains("tidemill submit"), child.written());
    }
  }
}
