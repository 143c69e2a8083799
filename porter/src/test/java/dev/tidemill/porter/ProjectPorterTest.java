package dev.tidemill.porter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectPorterTest {
  private static final String OLD = "import org.apache.spark.SparkConf; class A { SparkConf c; }\n";
  private static final String PORTED = OLD.replace("org.apache.spark", "dev.tidemill");

  @TempDir Path directory;
  private Path project;

  @BeforeEach
  void makeProject() throws IOException {
    project = directory.resolve("project");
    write("src/main/java/A.java", OLD);
    write("src/main/java/build/B.java", "package build; " + OLD);
    write("src/main/java/Plain.java", "class Plain {}\n");
    write("src/main/java/Guava.java", "import com.google.common.collect.Lists; class Guava {}\n");
    write("src/main/resources/log4j.properties", "x=1\n");
    write("run.sh", "spark-submit --class A app.jar\n");
    write("target/classes/Old.java", OLD);
    write("build/Old.java", OLD);
    write(".git/config", "x");
    write("pom.xml", "<project></project>");
  }

  @Test
  void aDirectoryIsPortedIntoAnother() throws IOException {
    Path out = directory.resolve("out/deep");
    PortReport report = new ProjectPorter().port(project, Target.directory(out));
    assertEquals(PORTED, Files.readString(out.resolve("src/main/java/A.java")));
    assertEquals(
        "package build; " + PORTED, Files.readString(out.resolve("src/main/java/build/B.java")));
    assertEquals("x=1\n", Files.readString(out.resolve("src/main/resources/log4j.properties")));
    assertEquals(List.of("pom.xml", "run.sh", "src"), names(out));
    assertEquals(OLD, Files.readString(project.resolve("src/main/java/A.java")));
    assertEquals(List.of("src/main/java/A.java", "src/main/java/build/B.java"), report.changed());
    assertEquals(
        """
        5 files read, 2 changed in 2 places, 3 remarks

        run.sh
          calls spark-submit: programs are started as any other in Java.
            Start the main class by java, with settings as -Dspark.name=value.

        src/main/java/Guava.java
          line 1: a class of guava: the jar came with the legacy engine and does not come with Tidemill.
            Add com.google.guava:guava to the dependencies.

        src/main/resources/log4j.properties
          settings of log4j: no logging backend comes with Tidemill.
            Add log4j's backend for slf4j 2 to the dependencies, or another backend.
        """,
        report.toString());
  }

  @Test
  void aDirectoryIsPortedInPlace() throws IOException {
    Path file = project.resolve("src/main/java/A.java");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-r--"));
    new ProjectPorter().port(project, Target.inPlace());
    assertEquals(PORTED, Files.readString(file));
    assertEquals("rw-rw-r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertEquals(OLD, Files.readString(project.resolve("target/classes/Old.java")));
    assertEquals(List.of("A.java", "Guava.java", "Plain.java", "build"), names(file.getParent()));
    assertEquals(List.of(), new ProjectPorter().port(project, Target.inPlace()).changed());
  }

  @Test
  void oneFileIsPorted() throws IOException {
    Path file = project.resolve("src/main/java/A.java");
    Path out = directory.resolve("out");
    new ProjectPorter().port(file, Target.directory(out));
    assertEquals(PORTED, Files.readString(out.resolve("A.java")));
    assertEquals(List.of("A.java"), names(out));
    new ProjectPorter().port(file, Target.inPlace());
    assertEquals(PORTED, Files.readString(file));
  }

  @Test
  void whatIsNotJavaIsReportedAndNotWritten() throws IOException {
    write("src/main/java/Broken.java", "import org.apache.spark.SparkConf;\nclass {\n");
    Path out = directory.resolve("out");
    PortReport report = new ProjectPorter().port(project, Target.directory(out));
    assertEquals(1, report.failures().size());
    assertEquals("src/main/java/Broken.java", report.failures().get(0).file());
    assertEquals(2, report.failures().get(0).line());
    assertFalse(Files.exists(out.resolve("src/main/java/Broken.java")));
    assertTrue(Files.exists(out.resolve("src/main/java/A.java")));
    assertTrue(report.toString().contains("Broken.java:2:7: cannot be read as Java"));
  }

  @Test
  void directoriesThatAreNotApartOrNotEmptyAreRefused() throws IOException {
    Path inside = project.resolve("out");
    assertRefused(inside, "is inside");
    assertRefused(project, "is inside");
    Path full = Files.createDirectories(directory.resolve("full"));
    Files.writeString(full.resolve("x"), "");
    assertRefused(full, "is not empty");
    assertRefused(full.resolve("x"), "is not a directory");
    Path link = Files.createSymbolicLink(directory.resolve("link"), project);
    assertRefused(link.resolve("out"), "is inside");
    assertFalse(Files.exists(inside));
    assertThrows(
        IllegalArgumentException.class,
        () -> new ProjectPorter().port(directory.resolve("nothing"), Target.inPlace()));
  }

  @Test
  void bytesThatAreNoUtf8StayAsTheyAre() throws IOException {
    byte[] bytes = ("// caf\u00e9\n" + OLD).getBytes(StandardCharsets.ISO_8859_1);
    Path file = project.resolve("src/main/java/Latin.java");
    Files.write(file, bytes);
    new ProjectPorter().port(project, Target.inPlace());
    assertArrayEquals(
        ("// caf\u00e9\n" + PORTED).getBytes(StandardCharsets.ISO_8859_1),
        Files.readAllBytes(file));
  }

  @Test
  void linksStayLinks() throws IOException {
    Path outside = Files.writeString(directory.resolve("Outside.java"), OLD);
    Files.createSymbolicLink(project.resolve("Link.java"), outside);
    Files.createSymbolicLink(project.resolve("Broken.java"), directory.resolve("nothing"));
    new ProjectPorter().port(project, Target.inPlace());
    assertEquals(OLD, Files.readString(outside));
    Path out = directory.resolve("out");
    new ProjectPorter().port(project, Target.directory(out));
    assertTrue(Files.isSymbolicLink(out.resolve("Link.java")));
  }

  @Test
  void typesOfOtherFilesInLegacyPackagesAreTheProgramsOwn() throws IOException {
    write(
        "src/main/java/org/apache/spark/mine/Own.java",
        "package org.apache.spark.mine; public class Own {}\n");
    String user = "import org.apache.spark.mine.Own; class User { Own o; }\n";
    write("src/main/java/User.java", user);
    PortReport report = new ProjectPorter().port(project, Target.inPlace());
    assertEquals(user, Files.readString(project.resolve("src/main/java/User.java")));
    assertFalse(report.toString().contains("Own"));
  }

  @Test
  void methodsOfOtherFilesTellWhatTheyGive() throws IOException {
    write(
        "src/main/java/Lines.java",
        "class Lines { static Iterable<String> words(String s) { return null; }"
            + " java.util.List<String> of() { return null; }"
            + " java.util.Iterator<String> it(String s) { return null; } }");
    String user =
        "import org.apache.spark.streaming.api.java.*; class User { void f(JavaDStream<String> s,"
            + " JavaDStream<Lines> l, Lines lines) { s.flatMap(x -> Lines.words(x));"
            + " s.flatMap(Lines::words); l.flatMap(Lines::of); l.flatMap(x -> x.of());"
            + " s.flatMap(x -> lines.it(x)); s.flatMap(x -> new Lines().of()); } }";
    write("src/main/java/User.java", user);
    PortReport report = new ProjectPorter().port(project, Target.inPlace());
    assertEquals(
        user.replace("org.apache.spark", "dev.tidemill")
            .replace("Lines.words(x)", "Lines.words(x).iterator()")
            .replace("Lines::words", "value -> Lines.words(value).iterator()")
            .replace("Lines::of", "value -> value.of().iterator()")
            .replace("new Lines().of()", "new Lines().of().iterator()"),
        Files.readString(project.resolve("src/main/java/User.java")));
    assertFalse(report.toString().contains("User.java"), report::toString);
  }

  @Test
  void aJarThatTheBuildNamesIsNotRemarked() throws IOException {
    write("pom.xml", "<groupId>com.google.guava</groupId>");
    PortReport report = new ProjectPorter().port(project, Target.inPlace());
    assertFalse(report.toString().contains("guava"));
  }

  private void assertRefused(Path out, String reason) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new ProjectPorter().port(project, Target.directory(out)));
    assertTrue(refused.getMessage().contains(reason), refused.getMessage());
  }

  private void write(String name, String text) throws IOException {
    Path file = project.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> content = Files.list(directory)) {
      return content.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
