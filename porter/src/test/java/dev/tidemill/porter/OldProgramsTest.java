package dev.tidemill.porter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Old programs compile when they have been ported, and print what they always did. */
class OldProgramsTest {
  @TempDir Path directory;

  static List<String> names() {
    return OldPrograms.names();
  }

  static List<String> namesOfThoseThatRun() {
    return OldPrograms.namesOfThoseThatRun();
  }

  static List<String> namesOfThoseThatOnlyCompile() {
    List<String> names = new ArrayList<>(OldPrograms.names());
    names.removeAll(OldPrograms.namesOfThoseThatRun());
    return names;
  }

  @ParameterizedTest
  @MethodSource("namesOfThoseThatOnlyCompile")
  void compilesWhenPorted(String name) throws Exception {
    String text = ported(name, OldPrograms.source(name)).text();
    Compiled.into(directory, simpleName(name), text);
  }

  @ParameterizedTest
  @MethodSource("names")
  void keepsItsLines(String name) throws Exception {
    String source = OldPrograms.source(name);
    String text = ported(name, source).text();
    assertEquals(source.lines().count(), text.lines().count());
    assertFalse(
        text.lines()
            .filter(line -> !line.strip().startsWith("*") && !line.contains("//"))
            .filter(line -> !line.contains("package org.apache.spark"))
            .anyMatch(line -> line.matches("(import|.*[(<]) *(static )?org\\.apache\\.spark.*")),
        text);
  }

  @ParameterizedTest
  @MethodSource("names")
  void portingTwiceChangesNothing(String name) throws Exception {
    String text = ported(name, OldPrograms.source(name)).text();
    PortedSource again = ported(name, text);
    assertEquals(text, again.text());
    assertEquals(List.of(), again.changes());
  }

  @ParameterizedTest
  @MethodSource("names")
  void lineEndsAreTheProgramsOwn(String name) throws Exception {
    String source = OldPrograms.source(name);
    String text = ported(name, source).text();
    for (String end : List.of("\r\n", "\r")) {
      String other = ported(name, source.replace("\n", end).replace("    ", "\t")).text();
      assertEquals(text.replace("\n", end).replace("    ", "\t"), other);
    }
  }

  @ParameterizedTest
  @MethodSource("namesOfThoseThatRun")
  void compilesAndPrintsWhatItAlwaysDid(String name) throws Exception {
    String text = ported(name, OldPrograms.source(name)).text();
    Compiled.into(directory, simpleName(name), text);
    String expected = OldPrograms.expectedOutput(name);
    assertEquals(expected, outputOf(Compiled.className(simpleName(name), text), name));
  }

  private static PortedSource ported(String name, String source) throws Exception {
    return new SourcePorter().port(name + ".java", source);
  }

  private static String simpleName(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private String outputOf(String className, String name) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream before = System.out;
    // The programs end with the last batch that has something for them.
    System.setProperty("tidemill.stop.afterBatches", batchesOf(name));
    System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
      loader
          .loadClass(className)
          .getMethod("main", String[].class)
          .invoke(null, (Object) new String[0]);
    } finally {
      System.setOut(before);
      System.clearProperty("tidemill.stop.afterBatches");
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static String batchesOf(String name) {
    return switch (simpleName(name)) {
      case "RunningTotals", "Outputs", "Sessions", "Directory", "LogAnalyzer" -> "2";
      case "Windows" -> "3";
      default -> "1";
    };
  }
}
