package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.hadooptest.MiniHdfs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileAlreadyExistsException;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs by formats of Hadoop, on a real NameNode and DataNode. */
@ExtendWith(MiniHdfs.class)
@ParameterizedClass
@ValueSource(strings = {"local", "reference"})
class HadoopOutputOnHdfsTest {
  @Parameter String engine;

  private String root;
  private JavaSparkContext context;
  private FileSystem hdfs;

  @BeforeEach
  void begin() throws IOException {
    root = MiniHdfs.uri() + "/outputs-" + engine + "-" + System.nanoTime();
    SparkConf conf = new SparkConf(false).setMaster("local[2,2]").setAppName("test");
    conf.set("tidemill.engine", engine).set("spark.hadoop.dfs.replication", "1");
    context = new JavaSparkContext(conf);
    hdfs = new Path(root).getFileSystem(context.hadoopConfiguration());
    hdfs.mkdirs(new Path(root));
  }

  @AfterEach
  void end() {
    context.stop();
  }

  static final class Texts extends org.apache.hadoop.mapred.TextOutputFormat<Object, Object> {}

  static final class NewerTexts extends TextOutputFormat<Object, Object> {}

  static final class Sequences extends SequenceFileOutputFormat<Text, IntWritable> {}

  private JavaPairRDD<String, Integer> words() {
    return context.parallelizePairs(
        List.of(new Tuple2<>("tide", 1), new Tuple2<>("mill", 2), new Tuple2<>("x", 3)), 2);
  }

  private List<String> names(String directory) throws IOException {
    return Arrays.stream(hdfs.listStatus(new Path(directory)))
        .map(status -> status.getPath().getName())
        .sorted()
        .toList();
  }

  @Test
  void bothApisWriteDirectoriesThatAreReadAgain() throws IOException {
    words().saveAsHadoopFile(root + "/older", String.class, Integer.class, Texts.class);
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), names(root + "/older"));
    words().saveAsNewAPIHadoopFile(root + "/newer", String.class, Integer.class, NewerTexts.class);
    assertEquals(List.of("_SUCCESS", "part-r-00000", "part-r-00001"), names(root + "/newer"));
    assertEquals(List.of("newer", "older"), names(root), "nothing temporary stays");
    for (String output : List.of("older", "newer")) {
      assertEquals(
          List.of("mill\t2", "tide\t1", "x\t3"),
          context.textFile(root + "/" + output).collect().stream().sorted().toList());
    }
    for (FileStatus file : hdfs.listStatus(new Path(root + "/older"))) {
      assertEquals(1, file.getReplication(), "the settings of the context reach the format");
    }
  }

  @Test
  void sequenceFilesAreReadByHadoop() throws IOException {
    words()
        .coalesce(1)
        .mapToPair(word -> new Tuple2<>(new Text(word._1), new IntWritable(word._2)))
        .saveAsNewAPIHadoopFile(root + "/out", Text.class, IntWritable.class, Sequences.class);
    List<String> read = new ArrayList<>();
    Configuration conf = context.hadoopConfiguration();
    SequenceFile.Reader.Option from =
        SequenceFile.Reader.file(new Path(root + "/out/part-r-00000"));
    try (SequenceFile.Reader reader = new SequenceFile.Reader(conf, from)) {
      Text key = new Text();
      IntWritable value = new IntWritable();
      while (reader.next(key, value)) {
        read.add(key + "=" + value);
      }
    }
    assertEquals(List.of("tide=1", "mill=2", "x=3"), read);
  }

  @Test
  void aJobThatFailsLeavesNothing() throws IOException {
    JavaPairRDD<String, Integer> failing =
        words()
            .mapValues(
                value -> {
                  if (value == 3) {
                    throw new IllegalStateException("no 3");
                  }
                  return value;
                });
    SparkException failed =
        assertThrows(
            SparkException.class,
            () ->
                failing.saveAsHadoopFile(root + "/out", String.class, Integer.class, Texts.class));
    assertEquals("no 3", failed.getCause().getMessage());
    assertEquals(List.of(), names(root));
  }

  @Test
  void anInterruptDoesNotKeepAFailedJobFromClearingAway() throws IOException {
    JavaPairRDD<String, Integer> interrupted =
        words()
            .coalesce(1)
            .filter(
                word -> {
                  if (TaskContext.get().attemptNumber() == 1) { // the last
                    Thread.currentThread().interrupt();
                  }
                  throw new IllegalStateException("broken");
                });
    Exception failed =
        assertThrows(
            Exception.class,
            () ->
                interrupted.saveAsHadoopFile(
                    root + "/out", String.class, Integer.class, Texts.class));
    Thread.interrupted(); // whether the flag is left is the engine's business
    for (Throwable part = failed; part != null; part = part.getCause()) {
      assertEquals(List.of(), List.of(part.getSuppressed()), "could not be cleared away");
    }
    assertEquals(List.of(), names(root));
  }

  @Test
  void aDirectoryThatExistsIsRefused() throws IOException {
    hdfs.mkdirs(new Path(root + "/out"));
    FileAlreadyExistsException refused =
        assertThrows(
            FileAlreadyExistsException.class,
            () ->
                words().saveAsHadoopFile(root + "/out", String.class, Integer.class, Texts.class));
    assertEquals("Output directory " + root + "/out already exists", refused.getMessage());
    assertEquals(List.of("out"), names(root));
  }

  @Test
  void aPathWithoutASchemeIsOnTheDefaultFileSystemOfTheSettings() throws IOException {
    JobConf conf = new JobConf(context.hadoopConfiguration());
    conf.set("fs.defaultFS", MiniHdfs.uri());
    String path = new Path(root).toUri().getPath() + "/out";
    words().saveAsHadoopFile(path, String.class, Integer.class, Texts.class, conf);
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), names(root + "/out"));
  }
}
