package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.hadooptest.MiniHdfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Datasets of text on a real NameNode and DataNode. */
@ExtendWith(MiniHdfs.class)
class TextOnHdfsTest {
  private final JavaSparkContext context = new JavaSparkContext("local[2]", "text-on-hdfs");

  @AfterEach
  void stop() {
    context.stop();
  }

  private static void write(String directory, String name, String text) throws IOException {
    FileStore store = FileStores.open(MiniHdfs.uri() + directory, MiniHdfs.SETTINGS);
    store.createExclusive(name, text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theLinesOfADirectoryAreReadInTheOrderOfItsFiles() throws IOException {
    write("/text", "b.txt", "three\nfour\n");
    write("/text", "a.txt", "one\r\ntwo");
    write("/text", "_hidden", "not read\n");
    assertEquals(
        List.of("one", "two", "three", "four"),
        context.textFile(MiniHdfs.uri() + "/text").collect());
  }

  @Test
  void aFileIsCutIntoPartsWithoutLosingOrDoublingALine() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 1000; i++) {
      text.append(i).append('\n');
    }
    write("/numbers", "all", text.toString());
    var lines = context.textFile(MiniHdfs.uri() + "/numbers/all", 7);
    assertTrue(lines.getNumPartitions() >= 7, "parts: " + lines.getNumPartitions());
    assertEquals(text.toString().lines().toList(), lines.collect());
  }

  @Test
  void aMissingPathIsNamed() {
    String missing = MiniHdfs.uri() + "/nowhere/x";
    var lines = context.textFile(missing);
    Throwable thrown = assertThrows(NoSuchFileException.class, lines::count);
    assertTrue(thrown.getMessage().contains(missing), thrown.getMessage());
  }
}
