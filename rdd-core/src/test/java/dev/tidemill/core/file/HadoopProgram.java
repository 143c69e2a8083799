package dev.tidemill.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat;
import org.apache.hadoop.mapreduce.lib.output.TextOutputFormat;

/**
 * Uses HDFS as a store and through Hadoop's formats; run in its own JVM by {@link
 * TrimmedHadoopTest}.
 */
final class HadoopProgram {

  private HadoopProgram() {}

  public static void main(String[] arguments) throws IOException {
    String location = arguments[0];
    FileStore store = FileStores.open(location, Map.of("dfs.replication", "1"));
    try (AtomicFile file = store.createAtomic("in/plain.txt")) {
      file.write("one\n".getBytes(UTF_8));
      file.commit();
    }
    try (AtomicFile file = store.createAtomic("in/zipped.gz")) {
      GZIPOutputStream zip = new GZIPOutputStream(file);
      zip.write("two\n".getBytes(UTF_8));
      zip.finish(); // Not close, which would give the file up.
      file.commit();
    }
    store.createExclusive("b", new byte[1]);
    for (int i = 0; i < 2; i++) {
      try (LogFile log = store.appendLog("log")) {
        log.write(new byte[2]);
        log.sync();
      }
    }
    store.rename("b", "c");
    store.delete("c");
    System.out.println(store.list("").size() + " entries");
    readLines(location + "/in");
    writePairs(location);
    readLines(location + "/older");
    readLines(location + "/newer");
  }

  private static void readSequence(Configuration conf, Path file) throws IOException {
    try (SequenceFile.Reader reader =
        new SequenceFile.Reader(conf, SequenceFile.Reader.file(file))) {
      Text key = new Text();
      while (reader.next(key, NullWritable.get())) {
        System.out.println("record " + key);
      }
    }
  }

  private static void writePairs(String location) throws IOException {
    try (JavaSparkContext context = new JavaSparkContext("local[2]", "Hadoop program")) {
      context.hadoopConfiguration().set("dfs.replication", "1");
      JavaPairRDD<String, Integer> pairs =
          context.parallelizePairs(List.of(new Tuple2<>("three", 3)), 1);
      pairs.saveAsHadoopFile(location + "/older", String.class, Integer.class, Older.class);
      pairs.saveAsNewAPIHadoopFile(location + "/newer", String.class, Integer.class, Newer.class);
      pairs
          .mapToPair(pair -> new Tuple2<>(new Text(pair._1), NullWritable.get()))
          .saveAsNewAPIHadoopFile(
              location + "/sequence", Text.class, NullWritable.class, Sequences.class);
      readSequence(context.hadoopConfiguration(), new Path(location + "/sequence/part-r-00000"));
    }
  }

  static final class Older extends org.apache.hadoop.mapred.TextOutputFormat<Object, Object> {}

  static final class Newer extends TextOutputFormat<Object, Object> {}

  static final class Sequences extends SequenceFileOutputFormat<Text, NullWritable> {}

  private static void readLines(String directory) throws IOException {
    JobConf configuration = new JobConf();
    FileInputFormat.setInputPaths(configuration, new Path(directory));
    TextInputFormat format = new TextInputFormat();
    format.configure(configuration);
    for (InputSplit split : format.getSplits(configuration, 1)) {
      try (RecordReader<LongWritable, Text> reader =
          format.getRecordReader(split, configuration, Reporter.NULL)) {
        LongWritable key = reader.createKey();
        Text value = reader.createValue();
        while (reader.next(key, value)) {
          System.out.println("line " + value);
        }
      }
    }
  }
}
