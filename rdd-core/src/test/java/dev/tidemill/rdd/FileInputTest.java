package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.input.PortableDataStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.io.compress.BZip2Codec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as datasets, and datasets as files, but for formats of Hadoop. */
class FileInputTest extends DatasetTest {
  @TempDir transient Path directory;

  FileInputTest() {
    super("local[2]");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private String uri(String name) {
    return "file:" + directory + "/" + name;
  }

  @Test
  void wholeTextFilesAreNamedInFull() throws IOException {
    write("a.txt", "one\ntwo ü\n");
    write("empty.txt", "");
    write("_hidden", "x");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("z.gz")))) {
      out.write("zipped".getBytes());
    }
    JavaPairRDD<String, String> files = context.wholeTextFiles(directory.toString());
    assertEquals(
        List.of(
            pair(uri("a.txt"), "one\ntwo ü\n"),
            pair(uri("empty.txt"), ""),
            pair(uri("z.gz"), "zipped")),
        files.collect());
    assertEquals(2, context.wholeTextFiles(directory + "/[ae]*", 1).values().collect().size());
    assertThrows(NoSuchFileException.class, () -> context.wholeTextFiles("/nowhere").count());
  }

  @Test
  void wholeFilesShareAsManyPartitionsAsAreAskedFor() throws IOException {
    for (int i = 0; i < 40; i++) {
      write("f" + i, "x".repeat(100));
    }
    assertEquals(1, context.wholeTextFiles(directory.toString(), 1).getNumPartitions());
    int ten = context.wholeTextFiles(directory.toString(), 10).getNumPartitions();
    assertTrue(ten >= 8 && ten <= 20, "partitions: " + ten);
    assertEquals(40, context.wholeTextFiles(directory.toString(), 10).keys().distinct().count());
  }

  @Test
  void binaryFilesAreOpenedByTheProgram() throws IOException {
    write("a.bin", "\u0001\u0002\u0003\u0004");
    write("b.bin", "");
    JavaPairRDD<String, PortableDataStream> files = context.binaryFiles(directory.toString());
    assertEquals(
        List.of(pair(uri("a.bin"), 0x01020304), pair(uri("b.bin"), -1)),
        files
            .mapValues(
                file -> {
                  try (DataInputStream in = file.open()) {
                    return file.getPath().endsWith("a.bin") ? in.readInt() : in.read();
                  }
                })
            .collect());
    List<Tuple2<String, PortableDataStream>> kept =
        context.binaryFiles(directory + "/a*", 1).collect();
    assertArrayEquals(new byte[] {1, 2, 3, 4}, kept.get(0)._2.toArray());
    assertEquals("file:///", kept.get(0)._2.getConfiguration().get("fs.defaultFS"));
    // It can be moved and opened elsewhere.
    assertEquals(
        4,
        files.repartition(3).filter(file -> file._1.endsWith("a.bin")).first()._2.toArray().length);
  }

  @Test
  void aBinaryFileThatHasShrunkSaysSo() throws IOException {
    write("a.bin", "12345");
    PortableDataStream file = context.binaryFiles(directory.toString()).values().first();
    write("a.bin", "1");
    EOFException shrunk = assertThrows(EOFException.class, file::toArray);
    assertTrue(shrunk.getMessage().contains("has 1 bytes; it had 5"), shrunk.getMessage());
  }

  @Test
  void binaryRecordsAreOfOneLength() throws IOException {
    String text =
        IntStream.range(0, 1_000)
            .mapToObj(i -> String.format("%07d", i))
            .reduce("", String::concat);
    write("records", text);
    JavaRDD<byte[]> records = context.binaryRecords(directory.toString(), 7);
    assertEquals(2, records.getNumPartitions());
    assertEquals(
        IntStream.range(0, 1_000).boxed().toList(),
        records.map(bytes -> Integer.parseInt(new String(bytes))).collect());
    assertThrows(IllegalArgumentException.class, () -> context.binaryRecords("x", 0));
    EOFException odd =
        assertThrows(
            EOFException.class, () -> context.binaryRecords(directory.toString(), 9).count());
    assertTrue(odd.getMessage().contains("7000 bytes, which is no multiple of recordLength 9"));
  }

  @Test
  void compressedTextIsReadBack() throws IOException {
    List<String> words = List.of("a", "b", "c", "d");
    context.parallelize(words, 2).saveAsTextFile(directory + "/zipped", GzipCodec.class);
    context
        .parallelizePairs(List.of(pair("a", 1)), 1)
        .saveAsTextFile(directory + "/pairs", BZip2Codec.class);
    context
        .parallelizeDoubles(List.of(1.5), 1)
        .saveAsTextFile(directory + "/doubles", GzipCodec.class);
    assertEquals(
        List.of("_SUCCESS", "part-00000.gz", "part-00001.gz"), names(directory.resolve("zipped")));
    assertEquals(words, context.textFile(directory + "/zipped").collect());
    assertEquals(List.of("(a,1)"), context.textFile(directory + "/pairs").collect());
    assertEquals(List.of("1.5"), context.textFile(directory + "/doubles").collect());
    assertThrows(
        IllegalArgumentException.class,
        () -> context.parallelize(words).saveAsTextFile(directory + "/x", null));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  /** A class of the program. */
  record Reading(String station, double value, Date at) implements Serializable {}

  @Test
  void objectFilesAreReadBack() {
    List<Reading> readings =
        IntStream.range(0, 25).mapToObj(i -> new Reading("s" + i, i, new Date(i))).toList();
    context.parallelize(readings, 2).saveAsObjectFile(directory + "/objects");
    JavaRDD<Reading> back = context.objectFile(directory + "/objects");
    assertEquals(readings, back.collect());
    context
        .parallelizePairs(List.of(pair("a", List.of(1, 2))))
        .saveAsObjectFile(directory + "/pairs");
    assertEquals(
        List.of(pair("a", List.of(1, 2))), context.objectFile(directory + "/pairs", 1).collect());
    context.parallelizeDoubles(List.of(0.5)).saveAsObjectFile(directory + "/doubles");
    assertEquals(List.of(0.5), context.objectFile(directory + "/doubles").collect());
  }

  @Test
  void whatCannotBeSerialisedIsNotWritten() {
    assertThrows(
        SparkException.class,
        () ->
            context
                .parallelize(List.of(1))
                .map(n -> new Object())
                .saveAsObjectFile(directory + "/objects"));
    assertTrue(Files.notExists(directory.resolve("objects")));
  }

  /** Of the JDK, and no plain value. */
  @Test
  void objectFilesMakeNoObjectsThatRunThings() {
    HashMap<Object, Object> map = new HashMap<>(Map.of("a", java.net.Proxy.Type.HTTP));
    context.parallelize(List.of(1), 1).map(n -> map).saveAsObjectFile(directory + "/objects");
    SparkException refused =
        assertThrows(
            SparkException.class, () -> context.objectFile(directory + "/objects").count());
    assertTrue(
        Objects.toString(refused.getCause()).contains("not made from stored bytes"),
        refused.getMessage());
  }
}
