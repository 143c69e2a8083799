package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.hadooptest.MiniHdfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SequenceFileOutputFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Datasets of text on a real NameNode and DataNode. */
@ExtendWith(MiniHdfs.class)
class TextOnHdfsTest {
  // Hadoop keeps one client for all of a process, with the settings of whoever came first.
  private final JavaSparkContext context =
      new JavaSparkContext(
          new SparkConf(false)
              .setMaster("local[2]")
              .setAppName("text-on-hdfs")
              .set("spark.hadoop.dfs.replication", "1"));

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

  @Test
  void filesOfHdfsAreNamedInFull() throws IOException {
    write("/whole", "a", "one\ntwo");
    write("/whole", "b", "");
    String root = MiniHdfs.uri() + "/whole";
    assertEquals(
        List.of(new Tuple2<>(root + "/a", "one\ntwo"), new Tuple2<>(root + "/b", "")),
        context.wholeTextFiles(root).collect());
    assertEquals(
        List.of(7, 0),
        context.binaryFiles(root, 1).map(file -> file._2.toArray().length).collect());
    assertEquals(List.of("two"), context.textFile(root + "/{a,c}").filter("two"::equals).collect());
    assertEquals(1, context.binaryRecords(root + "/a", 7).count());
  }

  @Test
  void aSequenceFileIsCutAtItsBlocks() {
    String path = MiniHdfs.uri() + "/sequence";
    JobConf conf = new JobConf(context.hadoopConfiguration());
    conf.setInt("dfs.blocksize", 1 << 20);
    conf.setInt("dfs.namenode.fs-limits.min-block-size", 1 << 20);
    String filling = "x".repeat(1000);
    context
        .parallelize(IntStream.range(0, 5_000).boxed().toList(), 1)
        .mapToPair(n -> new Tuple2<>(new IntWritable(n), new Text(filling)))
        .saveAsHadoopFile(
            path, IntWritable.class, Text.class, SequenceFileOutputFormat.class, conf);
    var pairs = context.sequenceFile(path, IntWritable.class, Text.class);
    assertEquals(5, pairs.getNumPartitions());
    assertEquals(
        IntStream.range(0, 5_000).boxed().toList(), pairs.keys().map(IntWritable::get).collect());
  }
}
