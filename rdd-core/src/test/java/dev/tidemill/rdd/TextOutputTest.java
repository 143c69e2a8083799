package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.util.LongAccumulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextOutputTest extends DatasetTest {
  private final JavaRDD<String> words = context.parallelize(List.of("tide", "mühle", "x"), 2);

  @TempDir Path directory;

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void everyPartitionBecomesAFileAndAnEmptyOneSaysThatAllIsThere() throws Exception {
    Path out = directory.resolve("out");
    words.saveAsTextFile(out.toString());
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), namesIn(out));
    assertEquals("tide\n", Files.readString(out.resolve("part-00000")));
    assertEquals("mühle\nx\n", Files.readString(out.resolve("part-00001"), StandardCharsets.UTF_8));
    assertEquals(0, Files.size(out.resolve("_SUCCESS")));
    assertEquals(List.of("out"), namesIn(directory));
    assertEquals(List.of("mühle", "tide", "x"), sorted(context.textFile(out.toString())));
  }

  private static List<String> sorted(JavaRDD<String> lines) {
    return lines.collect().stream().sorted().toList();
  }

  @Test
  void uriMissingParentsAndSlashesAtTheEndAreTaken() throws Exception {
    Path out = directory.resolve("not").resolve("there").resolve("yet");
    words.saveAsTextFile("file://" + out + "//");
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), namesIn(out));
    assertEquals(List.of("yet"), namesIn(out.getParent()));
  }

  @Test
  void emptyPartitionsAndDatasetsAreWrittenToo() throws Exception {
    words.filter(word -> false).saveAsTextFile(directory.resolve("empty").toString());
    assertEquals(
        List.of("_SUCCESS", "part-00000", "part-00001"), namesIn(directory.resolve("empty")));
    context.emptyRDD().saveAsTextFile(directory.resolve("none").toString());
    assertEquals(List.of("_SUCCESS"), namesIn(directory.resolve("none")));
  }

  @Test
  void pairsAreWrittenAsTheirText() throws Exception {
    Path out = directory.resolve("pairs");
    context.parallelizePairs(List.of(pair("a", 1)), 1).saveAsTextFile(out.toString());
    assertEquals("(a,1)\n", Files.readString(out.resolve("part-00000")));
  }

  @Test
  void aPathThatExistsIsRefusedAndNothingIsRun() throws Exception {
    Path out = Files.createDirectory(directory.resolve("out"));
    LongAccumulator ran = context.sc().longAccumulator();
    JavaRDD<String> counted =
        words.map(
            word -> {
              ran.add(1);
              return word;
            });
    FileAlreadyExistsException refused =
        assertThrows(
            FileAlreadyExistsException.class, () -> counted.saveAsTextFile(out.toString()));
    assertTrue(refused.getMessage().contains(out.toString()), refused.getMessage());
    assertTrue(refused.getMessage().contains("already exists"), refused.getMessage());
    assertTrue(ran.isZero());
    Path file = Files.createFile(directory.resolve("file"));
    assertThrows(FileAlreadyExistsException.class, () -> words.saveAsTextFile(file.toString()));
    assertEquals(List.of("file", "out"), namesIn(directory));
  }

  @Test
  void aPathThatComesIntoBeingMeanwhileIsLeftAlone() throws Exception {
    Path out = directory.resolve("out");
    String name = out.toString();
    JavaRDD<String> racing =
        words.map(
            word -> {
              Files.createDirectories(Path.of(name));
              Files.writeString(Path.of(name, "theirs"), "x");
              return word;
            });
    FileAlreadyExistsException refused =
        assertThrows(FileAlreadyExistsException.class, () -> racing.saveAsTextFile(out.toString()));
    assertTrue(refused.getMessage().contains(out.toString()), refused.getMessage());
    assertEquals(List.of("theirs"), namesIn(out));
    assertEquals(List.of("out"), namesIn(directory));
  }

  @Test
  void aTaskThatFailsLeavesNoOutput() throws Exception {
    LongAccumulator written = context.sc().longAccumulator();
    JavaRDD<String> failing =
        context
            .parallelize(List.of("a", "b", "c"), 1)
            .map(
                word -> {
                  written.add(1);
                  if (word.equals("c")) {
                    throw new IllegalStateException("no c");
                  }
                  return word;
                });
    Path out = directory.resolve("out");
    SparkException failed =
        assertThrows(SparkException.class, () -> failing.saveAsTextFile(out.toString()));
    assertEquals("no c", failed.getCause().getMessage());
    assertFalse(Files.exists(out));
    assertEquals(List.of(), namesIn(directory));
    assertEquals(0, written.value());
  }

  @Test
  void aNullRecordIsRefused() throws Exception {
    JavaRDD<String> nulls = context.parallelize(Arrays.asList("a", null), 1);
    SparkException failed =
        assertThrows(
            SparkException.class, () -> nulls.saveAsTextFile(directory.resolve("out").toString()));
    assertInstanceOf(NullPointerException.class, failed.getCause());
    assertTrue(failed.getCause().getMessage().contains("do not allow null rows"));
    assertEquals(List.of(), namesIn(directory));
  }

  @Test
  void pathsWithoutANameAreRefused() {
    for (String path : new String[] {null, "", "  ", "/", "..", "file:///", directory + "/."}) {
      assertThrows(IllegalArgumentException.class, () -> words.saveAsTextFile(path), path);
    }
  }
}
