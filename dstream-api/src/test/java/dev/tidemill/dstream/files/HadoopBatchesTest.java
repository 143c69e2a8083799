package dev.tidemill.dstream.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.dstream.Streams;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileOutputCommitter;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobContext;
import org.apache.hadoop.mapred.TextOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** saveAsHadoopFiles and saveAsNewAPIHadoopFiles: semantics section 7. */
@ParameterizedClass
@ValueSource(strings = {"local", "reference"})
class HadoopBatchesTest {
  @TempDir private Path temp;
  private final Streams streams;

  HadoopBatchesTest(String engine) {
    this.streams = Streams.on(engine);
  }

  @AfterEach
  void stop() {
    streams.close();
  }

  static final class Texts extends TextOutputFormat<Object, Object> {}

  static final class NewerTexts
      extends org.apache.hadoop.mapreduce.lib.output.TextOutputFormat<Object, Object> {}

  static final class Sequences extends SequenceFileOutputFormat<Text, IntWritable> {}

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

  private JavaPairDStream<String, Integer> words() {
    return streams.pairs(
        List.of(new Tuple2<>("tide", 1), new Tuple2<>("mill", 2)),
        List.of(),
        List.of(new Tuple2<>("end", 3)));
  }

  private String prefix() {
    return temp.resolve("out").toString();
  }

  @Test
  void eachBatchIsADirectoryNamedAfterItsTime() throws Exception {
    words().saveAsHadoopFiles(prefix(), "txt", String.class, Integer.class, Texts.class);
    streams.run(3);
    assertEquals(List.of("out-1000.txt", "out-2000.txt", "out-3000.txt"), names(temp), "no more");
    Path first = temp.resolve("out-1000.txt");
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), names(first));
    assertEquals("tide\t1\n", Files.readString(first.resolve("part-00000")));
    assertEquals("mill\t2\n", Files.readString(first.resolve("part-00001")));
    assertEquals("", Files.readString(temp.resolve("out-2000.txt/part-00001")));
  }

  @Test
  void theNewerApiWritesSequenceFiles() throws Exception {
    words()
        .mapToPair(word -> new Tuple2<>(new Text(word._1), new IntWritable(word._2)))
        .saveAsNewAPIHadoopFiles(prefix(), null, Text.class, IntWritable.class, Sequences.class);
    streams.run(1);
    Path part = temp.resolve("out-1000/part-r-00001");
    SequenceFile.Reader.Option from =
        SequenceFile.Reader.file(new org.apache.hadoop.fs.Path(part.toUri()));
    Configuration conf = streams.sparkContext().hadoopConfiguration();
    try (SequenceFile.Reader reader = new SequenceFile.Reader(conf, from)) {
      Text key = new Text();
      IntWritable value = new IntWritable();
      assertTrue(reader.next(key, value));
      assertEquals("mill 2", key + " " + value);
      assertFalse(reader.next(key, value));
    }
  }

  @Test
  void settingsAreThoseOfTheCallElseOfTheContext() throws Exception {
    String separator = "mapreduce.output.textoutputformat.separator";
    streams.sparkContext().hadoopConfiguration().set(separator, "=");
    JobConf conf = new JobConf();
    conf.set(separator, ":");
    words().saveAsHadoopFiles(prefix(), "a", String.class, Integer.class, Texts.class, conf);
    words().saveAsHadoopFiles(prefix(), "b", String.class, Integer.class, Texts.class);
    words().saveAsNewAPIHadoopFiles(prefix(), "c", Text.class, Text.class, NewerTexts.class);
    words().saveAsNewAPIHadoopFiles(prefix(), "d", Text.class, Text.class, NewerTexts.class, conf);
    conf.set(separator, "too late");
    streams.run(1);
    assertEquals("tide:1\n", Files.readString(temp.resolve("out-1000.a/part-00000")));
    assertEquals("tide=1\n", Files.readString(temp.resolve("out-1000.b/part-00000")));
    assertEquals("tide=1\n", Files.readString(temp.resolve("out-1000.c/part-r-00000")));
    assertEquals("tide:1\n", Files.readString(temp.resolve("out-1000.d/part-r-00000")));
  }

  @Test
  void aBatchThatRunsAgainReplacesWhatItWroteBefore() throws Exception {
    words()
        .repartition(1)
        .saveAsHadoopFiles(prefix(), "", String.class, Integer.class, Texts.class);
    Path before = Files.createDirectories(temp.resolve("out-1000"));
    Files.writeString(before.resolve("part-00007"), "of a run with more partitions");
    Files.writeString(before.resolve(".owner"), owner());
    streams.run(1);
    assertEquals(List.of("out-1000"), names(temp));
    assertEquals(List.of("_SUCCESS", "part-00000"), names(before));
  }

  @Test
  void aBatchIsMarkedWholeWhateverItsCommitterDoes() throws Exception {
    JobConf conf = new JobConf();
    conf.setBoolean("mapreduce.fileoutputcommitter.marksuccessfuljobs", false);
    words().saveAsHadoopFiles(prefix(), "", String.class, Integer.class, Texts.class, conf);
    streams.run(1);
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), names(temp.resolve("out-1000")));
  }

  /** What this output leaves in a batch that it has written. */
  private String owner() {
    return "application="
        + streams.sparkContext().appName()
        + "\noutput=saveAsHadoopFiles "
        + temp.resolve("out-TIME")
        + "\nbatch=1000\n";
  }

  @Test
  void whatAnotherProgramHasWrittenWholeIsLeftAlone() throws Exception {
    words().saveAsHadoopFiles(prefix(), "", String.class, Integer.class, Texts.class);
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
    words().saveAsHadoopFiles(prefix(), "", String.class, Integer.class, Texts.class);
    Path foreign = Files.createDirectories(temp.resolve("out-1000"));
    Files.writeString(foreign.resolve("letter"), "dear");
    FileAlreadyExistsException refused =
        assertThrows(FileAlreadyExistsException.class, () -> streams.run(1));
    assertTrue(refused.getMessage().contains("delete it or use another prefix"), refused::toString);
    assertEquals(List.of("letter"), names(foreign));
    assertEquals(List.of("out-1000"), names(temp));
  }

  static final class Refusing extends FileOutputCommitter {
    @Override
    public void commitJob(JobContext context) throws IOException {
      throw new IOException("not today");
    }
  }

  @Test
  void aBatchThatCannotBeCommittedLeavesWhatWasThere() throws Exception {
    JobConf conf = new JobConf();
    conf.setOutputCommitter(Refusing.class);
    words().saveAsHadoopFiles(prefix(), "", String.class, Integer.class, Texts.class, conf);
    Path before = Files.createDirectories(temp.resolve("out-1000"));
    Files.createFile(before.resolve("_SUCCESS"));
    Files.writeString(before.resolve(".owner"), owner());
    IOException failed = assertThrows(IOException.class, () -> streams.run(1));
    assertEquals("not today", failed.getMessage());
    assertEquals(List.of("out-1000"), names(temp));
    assertEquals(List.of("_SUCCESS"), names(before));
  }

  @Test
  void formsWithoutAFormatAreRefusedAndNameTheOneThatHasIt() {
    UnsupportedOperationException refused =
        assertThrows(
            UnsupportedOperationException.class, () -> words().saveAsHadoopFiles("out", ""));
    assertEquals(
        "saveAsHadoopFiles: without an output format nothing can be written; use"
            + " saveAsHadoopFiles(prefix, suffix, keyClass, valueClass, outputFormatClass).",
        refused.getMessage());
    assertThrows(
        UnsupportedOperationException.class, () -> words().saveAsNewAPIHadoopFiles("out", ""));
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    refused(
        "saveAsHadoopFiles: keyClass is null.",
        () -> words().saveAsHadoopFiles("out", "", null, Integer.class, Texts.class));
    refused(
        "saveAsHadoopFiles: outputFormatClass is null.",
        () ->
            words().saveAsHadoopFiles("out", "", String.class, Integer.class, (Class<Texts>) null));
    refused(
        "saveAsNewAPIHadoopFiles: conf is null.",
        () ->
            words()
                .saveAsNewAPIHadoopFiles(
                    "out", "", String.class, Integer.class, NewerTexts.class, null));
    refused(
        "saveAsHadoopFiles: no file system for 'nosuch://host/out-TIME' (No FileSystem for scheme"
            + " \"nosuch\"); add the jar that serves it to the class path.",
        () ->
            words()
                .saveAsHadoopFiles(
                    "nosuch://host/out", "", String.class, Integer.class, Texts.class));
    words().saveAsHadoopFiles(prefix(), "", String.class, Integer.class, Texts.class);
    refused(
        "saveAsNewAPIHadoopFiles: another output of this context writes to '"
            + prefix()
            + "-TIME'; use another prefix or suffix.",
        () ->
            words()
                .saveAsNewAPIHadoopFiles(
                    prefix(), "", String.class, Integer.class, NewerTexts.class));
  }

  private static void refused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }
}
