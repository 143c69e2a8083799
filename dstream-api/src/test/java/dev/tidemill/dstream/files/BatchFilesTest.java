package dev.tidemill.dstream.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.dstream.Streams;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** saveAsTextFiles and saveAsObjectFiles: semantics section 7. */
@ParameterizedClass
@ValueSource(strings = {"local", "reference"})
class BatchFilesTest {
  @TempDir private Path temp;
  private final Streams streams;

  BatchFilesTest(String engine) {
    this.streams = Streams.on(engine);
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  /** As a shell shows them, without hidden ones. */
  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.startsWith("."))
          .sorted()
          .toList();
    }
  }

  private JavaDStream<String> words() {
    return streams.of(List.of("tide", "mill", "été"), List.of(), List.of("end"));
  }

  @Test
  void eachBatchIsADirectoryNamedAfterItsTime() throws Exception {
    words().dstream().saveAsTextFiles(temp.resolve("words").toString(), "txt");
    streams.run(3);
    assertEquals(
        List.of("words-1000.txt", "words-2000.txt", "words-3000.txt"), names(temp), "no more");
    Path first = temp.resolve("words-1000.txt");
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), names(first));
    assertEquals("tide\n", Files.readString(first.resolve("part-00000")));
    assertEquals("mill\nété\n", Files.readString(first.resolve("part-00001")));
    assertEquals("", Files.readString(temp.resolve("words-2000.txt/part-00001")));
  }

  @Test
  void prefixAndSuffixMayBeMissing() {
    Time time = new Time(5000);
    assertEquals("a/b-5000.c", new BatchPath("a/b", "c").of(time));
    assertEquals("b-5000", new BatchPath("b", "").of(time));
    assertEquals("b-5000", new BatchPath("b", null).of(time));
    assertEquals("5000.c", new BatchPath("", "c").of(time));
    assertEquals("5000", new BatchPath(null, null).of(time));
  }

  @Test
  void twoOutputsCannotWriteOverEachOther() {
    words().dstream().saveAsTextFiles(temp + "/out", "");
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> words().dstream().saveAsObjectFiles(temp + "/out", null));
    assertEquals(
        "saveAsObjectFiles: another output of this context writes to '"
            + temp
            + "/out-TIME'; use another prefix or suffix.",
        refused.getMessage());
    words().dstream().saveAsObjectFiles(temp + "/out", "objects");
  }

  @Test
  void aFileSystemThatNothingServesIsRefusedAtTheCall() {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> words().dstream().saveAsTextFiles("nosuch://host/out", ""));
    assertTrue(refused.getMessage().startsWith("saveAsTextFiles: "), refused::toString);
    assertTrue(refused.getMessage().contains("nosuch"), refused::toString);
  }

  @Test
  void aBatchThatRunsAgainReplacesWhatItWroteBefore() throws Exception {
    JavaDStream<String> words = words();
    words.repartition(1).dstream().saveAsTextFiles(temp.resolve("out").toString(), "");
    Path before = Files.createDirectories(temp.resolve("out-1000"));
    Files.writeString(before.resolve("part-00007"), "of a run with more partitions");
    Files.writeString(before.resolve(".owner"), owner());
    streams.run(1);
    assertEquals(List.of("out-1000"), names(temp));
    assertEquals(List.of("_SUCCESS", "part-00000"), names(before));
    assertEquals("tide\nmill\nété\n", Files.readString(before.resolve("part-00000")));
  }

  /** What this output leaves in a batch that it has written. */
  private String owner() {
    return "application="
        + streams.sparkContext().appName()
        + "\noutput=saveAsTextFiles "
        + temp.resolve("out-TIME")
        + "\nbatch=1000\n";
  }

  @Test
  void whatAnotherProgramHasWrittenWholeIsLeftAlone() throws Exception {
    words().dstream().saveAsTextFiles(temp.resolve("out").toString(), "");
    Path foreign = Files.createDirectories(temp.resolve("out-1000"));
    Files.writeString(
        foreign.resolve("_SUCCESS"), owner().replace("application=", "application=an"));
    FileAlreadyExistsException refused =
        assertThrows(FileAlreadyExistsException.class, () -> streams.run(1));
    assertTrue(refused.getMessage().contains("not written by this output"), refused::toString);
    assertEquals(List.of("_SUCCESS"), names(foreign));
  }

  @Test
  void whatIsNotAnOutputOfOursIsLeftAlone() throws Exception {
    words().dstream().saveAsTextFiles(temp.resolve("out").toString(), "");
    Path foreign = Files.createDirectories(temp.resolve("out-1000"));
    Files.writeString(foreign.resolve("letter"), "dear");
    FileAlreadyExistsException refused =
        assertThrows(FileAlreadyExistsException.class, () -> streams.run(1));
    assertTrue(refused.getMessage().contains("delete it or use another prefix"), refused::toString);
    assertEquals(List.of("letter"), names(foreign));
    assertEquals(List.of("out-1000"), names(temp));
  }

  @Test
  void aBatchThatFailsLeavesNothingBehind() throws Exception {
    JavaDStream<String> failing =
        words()
            .map(
                word -> {
                  if (word.equals("mill")) {
                    throw new IOException("broken");
                  }
                  return word;
                });
    failing.dstream().saveAsTextFiles(temp.resolve("out").toString(), "");
    Throwable failed = assertThrows(Exception.class, () -> streams.run(1));
    assertTrue(failed.toString().contains("broken"), failed::toString);
    assertEquals(List.of(), names(temp));
  }

  @Test
  void aNullIsNoLine() {
    words().map(word -> (String) null).dstream().saveAsTextFiles(temp + "/out", "");
    Throwable failed = assertThrows(Exception.class, () -> streams.run(1));
    assertTrue(failed.toString().contains("do not allow null rows"), failed::toString);
  }

  @Test
  void objectFilesHoldArraysOfUpToTenRecordsAsTheLegacyEngineReadsThem() throws Exception {
    List<Integer> numbers = IntStream.range(0, 25).boxed().toList();
    streams
        .of(numbers)
        .transform((rdd, time) -> rdd.coalesce(1))
        .map(number -> number % 7 == 0 ? null : "n" + number)
        .dstream()
        .saveAsObjectFiles(temp.resolve("objects").toString(), "obj");
    streams.run(1);
    Path directory = temp.resolve("objects-1000.obj");
    assertEquals(List.of("_SUCCESS", "part-00000"), names(directory));
    List<List<Object>> arrays = arrays(directory.resolve("part-00000"));
    assertEquals(List.of(10, 10, 5), arrays.stream().map(List::size).toList());
    assertEquals(
        Arrays.asList(numbers.stream().map(n -> n % 7 == 0 ? null : "n" + n).toArray()),
        arrays.stream().flatMap(List::stream).toList());
  }

  private static List<List<Object>> arrays(Path file) throws Exception {
    List<List<Object>> arrays = new ArrayList<>();
    Configuration conf = new Configuration(false);
    conf.set("io.serializations", "org.apache.hadoop.io.serializer.WritableSerialization");
    SequenceFile.Reader.Option from =
        SequenceFile.Reader.file(new org.apache.hadoop.fs.Path(file.toUri()));
    try (SequenceFile.Reader reader = new SequenceFile.Reader(conf, from)) {
      assertEquals(NullWritable.class, reader.getKeyClass());
      BytesWritable value = new BytesWritable();
      while (reader.next(NullWritable.get(), value)) {
        ObjectInputStream objects =
            new ObjectInputStream(new ByteArrayInputStream(value.copyBytes()));
        arrays.add(Arrays.asList((Object[]) objects.readObject()));
      }
    }
    return arrays;
  }

  @Test
  void anObjectThatCannotBeSerialisedFailsTheBatchAndLeavesNothing() throws Exception {
    words().map(word -> new Object()).dstream().saveAsObjectFiles(temp + "/objects", "");
    Throwable failed = assertThrows(Exception.class, () -> streams.run(1));
    assertTrue(failed.toString().contains("NotSerializable"), failed::toString);
    assertEquals(List.of(), names(temp));
  }

  @Test
  void anEmptyBatchIsAnEmptyOutput() throws Exception {
    streams.<String>of(List.of()).dstream().saveAsObjectFiles(temp + "/none", "");
    streams.run(1);
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), names(temp.resolve("none-1000")));
    assertEquals(List.of(), arrays(temp.resolve("none-1000/part-00000")));
  }
}
