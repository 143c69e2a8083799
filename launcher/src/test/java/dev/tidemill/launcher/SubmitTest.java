package dev.tidemill.launcher;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jars that are run, with the flags of the legacy submit command. */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SubmitTest {
  @TempDir Path directory;

  private static void requireUsage(Command command, String... said) {
    assertEquals(2, command.code(), command.err());
    for (String text : said) {
      assertTrue(command.err().contains(text), () -> text + " is not in: " + command.err());
    }
  }

  private Path nothing(String name) throws Exception {
    return Programs.source(directory, name, "");
  }

  @Test
  void flagsReachTheProgramAndItsOwnSettingsWin() throws Exception {
    Path helper =
        Files.writeString(
            directory.resolve("Helper.java"),
            "package lib; public class Helper { public static String shout(String s) { return s.toUpperCase(); } }");
    Path library = Programs.jar(directory, "library.jar", "", helper);
    Path program =
        Files.writeString(
            directory.resolve("Shown.java"),
            Programs.text(
                "Shown",
                """
                    System.out.println(List.of(args));
                    var conf = new SparkConf().set("spark.task.maxFailures", "4");
                    try (var sc = new dev.tidemill.api.java.JavaSparkContext(conf)) {
                      var all = sc.getConf();
                      for (String key : List.of("spark.master", "spark.app.name", "spark.task.maxFailures",
                          "spark.default.parallelism", "tidemill.line.maxBytes")) {
                        System.out.println(key + "=" + all.get(key, "none"));
                      }
                      System.out.println(Files.readString(Path.of(SparkFiles.get("words.txt"))));
                      Class<?> helper = Thread.currentThread().getContextClassLoader().loadClass("lib.Helper");
                      System.out.println(helper.getMethod("shout", String.class).invoke(null, "found"));
                      System.out.println(sc.jars().size() + " jar");
                    }
                    """));
    Path jar = Programs.jar(directory, "shown.jar", "", program, nothing("Other"));
    Path words = Files.writeString(directory.resolve("words.txt"), "the words");
    Path settings =
        Files.writeString(
            directory.resolve("s.conf"),
            "spark.app.name of-the-file\nspark.default.parallelism 3\ntidemill.line.maxBytes=1m\nlog4j.level debug\n");
    try (Child child =
        Child.tidemill(
            "submit",
            "--class",
            "Shown",
            "--master",
            "local[2]",
            "--name",
            "of-the-flag",
            "--conf",
            "spark.default.parallelism=5",
            "--conf",
            "spark.task.maxFailures=9",
            "--properties-file",
            settings,
            "--jars",
            library,
            "--files",
            words,
            "--num-executors",
            "4",
            "--executor-memory",
            "2g",
            "--driver-memory",
            "64m",
            "--deploy-mode",
            "client",
            jar,
            "--name",
            "mine")) {
      child.requireExit(0);
      String written = child.written();
      assertAll(
          () -> assertTrue(written.contains("[--name, mine]\n"), written),
          () -> assertTrue(written.contains("spark.master=local[2]\n"), written),
          () -> assertTrue(written.contains("spark.app.name=of-the-flag\n"), written),
          () -> assertTrue(written.contains("spark.default.parallelism=5\n"), written),
          () -> assertTrue(written.contains("spark.task.maxFailures=4\n"), written),
          () -> assertTrue(written.contains("tidemill.line.maxBytes=1m\n"), written),
          () -> assertTrue(written.contains("the words\nFOUND\n1 jar\n"), written),
          () -> assertTrue(written.contains("log4j.level"), written),
          () -> assertTrue(!written.contains("without a meaning"), written),
          () ->
              assertTrue(
                  written.contains(
                      "Without effect, since all runs in one process: --executor-memory 2g, --num-executors 4;"),
                  written));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "--deploy-mode, cluster, supervisor",
    "--master, spark://host:7077, one process",
    "--driver-memory, 100000g, TIDEMILL_JAVA_OPTIONS=-Xmx100000g",
    "--driver-memory, lots, 64m",
    "--packages, a:b:1, --jars",
    "--driver-java-options, -Da=b, TIDEMILL_JAVA_OPTIONS",
    "--driver-class-path, x.jar, --jars",
    "--py-files, a.py, Java",
    "--archives, a.zip, --files",
    "--kill, driver-1, tidemill health",
    "--proxy-user, me, user",
    "--jars, s3a://bucket/a.jar, copy it",
    "--properties-file, missing.conf, missing.conf"
  })
  void flagsThatCannotBeObeyedAreRefusedByName(String flag, String value, String remedy)
      throws Exception {
    Path jar = Programs.jar(directory, "app.jar", "", nothing("App"));
    requireUsage(Command.run("submit", flag, value, jar), "tidemill: " + flag, remedy);
  }

  @Test
  void theMainClassIsThatOfTheFlagTheManifestOrTheOnlyOne() throws Exception {
    Path first = Programs.source(directory, "First", "throw new IllegalStateException(\"first\");");
    Path second =
        Programs.source(directory, "Second", "throw new IllegalStateException(\"second\");");
    Path plain = Files.writeString(directory.resolve("Plain.java"), "public class Plain {}");
    Path both = Programs.jar(directory, "both.jar", "", first, second, plain);
    Path manifest = Programs.jar(directory, "manifest.jar", "Second", first, second);
    Path only = Programs.jar(directory, "only.jar", "", first, plain);
    Path none = Programs.jar(directory, "none.jar", "", plain);
    assertAll(
        () -> requireUsage(Command.run("submit", both), "--class", "First, Second"),
        () ->
            requireUsage(Command.run("submit", "--class", "Thrid", both), "Thrid", "First, Second"),
        () -> requireUsage(Command.run("submit", "--class", "Plain", both), "Plain", "no method"),
        () -> requireUsage(Command.run("submit", none), "main(String[])"),
        () -> assertTrue(Command.run("submit", manifest).err().contains("second")),
        () ->
            assertTrue(Command.run("submit", "--class", "First", manifest).err().contains("first")),
        () -> assertTrue(Command.run("submit", only).err().contains("first")));
  }

  @Test
  void whatIsNoJarIsRefused() throws Exception {
    Path text = Files.writeString(directory.resolve("app.jar"), "hello");
    requireUsage(Command.run("submit", text), "is no jar", "tidemill run");
    requireUsage(Command.run("submit", directory.resolve("no.jar")), "no file");
    requireUsage(Command.run("submit", directory), "no file");
  }

  @Test
  void aProgramOfTheLegacyEngineIsToldHowToMove() throws Exception {
    Path program =
        Programs.source(
            directory, "Old", "throw new NoClassDefFoundError(\"org/apache/spark/SparkConf\");");
    Command old = Command.run("submit", Programs.jar(directory, "old.jar", "", program));
    assertEquals(1, old.code());
    assertTrue(old.err().contains("replace org.apache.spark by dev.tidemill"), old.err());
  }

  // Compiled against the legacy engine, one of its programs uses what is not here.
  private static final Path OLD =
      Path.of("../relocation/src/test/resources/legacy-programs/java17.jar");

  @Test
  void aJarOfTheLegacyEngineRunsAsItIs() throws Exception {
    Path report = directory.resolve("report");
    try (Child child =
        Child.tidemill(
            "submit",
            "--master",
            "local[2]",
            "--allow-missing",
            "--class",
            "legacy.QueueWordCount",
            OLD,
            report,
            directory)) {
      child.requireExit(0);
      assertTrue(child.written().contains("uses what is not here"), child.written());
    }
    assertEquals("batch 1: [(a,1), (b,2), (c,1)]", Files.readAllLines(report).get(0));
  }

  @Test
  void whatAJarOfTheLegacyEngineLacksIsListedFirst() {
    requireUsage(
        Command.run("submit", "--class", "legacy.QueueWordCount", OLD),
        "org.apache.spark.sql.SparkSession.sql(java.lang.String)",
        "at legacy.NotOffered.tables (line 19)",
        "run it with --allow-missing");
  }
}
