package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaHadoopRDD;
import dev.tidemill.api.java.JavaNewHadoopRDD;
import dev.tidemill.api.java.JavaPairRDD;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.LongWritable;
import org.apache.hadoop.io.MapWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.FileSplit;
import org.apache.hadoop.mapred.InvalidInputException;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.KeyValueTextInputFormat;
import org.apache.hadoop.mapred.TextInputFormat;
import org.apache.hadoop.mapred.lib.NLineInputFormat;
import org.apache.hadoop.mapreduce.lib.input.CombineTextInputFormat;
import org.apache.hadoop.mapreduce.lib.input.SequenceFileInputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs by formats of Hadoop, of files that Hadoop wrote. */
class HadoopInputTest extends DatasetTest {
  @TempDir transient Path directory;

  HadoopInputTest() {
    super("local[2,2]");
  }

  private String lines(String name, int count) throws IOException {
    Path file = directory.resolve(name);
    Files.write(file, IntStream.range(0, count).mapToObj(i -> "key" + i + "\t" + i).toList());
    return file.toString();
  }

  private String sequence(String name, int count, CompressionType compression) throws IOException {
    Path file = directory.resolve(name);
    Configuration conf = new Configuration();
    conf.set("io.serializations", "org.apache.hadoop.io.serializer.WritableSerialization");
    try (SequenceFile.Writer writer =
        SequenceFile.createWriter(
            conf,
            SequenceFile.Writer.file(new org.apache.hadoop.fs.Path(file.toString())),
            SequenceFile.Writer.keyClass(Text.class),
            SequenceFile.Writer.valueClass(IntWritable.class),
            SequenceFile.Writer.compression(compression, new GzipCodec()))) {
      for (int i = 0; i < count; i++) {
        writer.append(new Text("key" + i), new IntWritable(i));
      }
    }
    return file.toString();
  }

  private static List<Tuple2<String, Integer>> expected(int count) {
    return IntStream.range(0, count).mapToObj(i -> pair("key" + i, i)).toList();
  }

  private static List<Tuple2<String, Integer>> plain(List<Tuple2<Text, IntWritable>> pairs) {
    return pairs.stream().map(one -> pair(one._1.toString(), one._2.get())).toList();
  }

  @Test
  void sequenceFilesThatHadoopWroteAreRead() throws IOException {
    for (CompressionType compression : CompressionType.values()) {
      String file = sequence("s-" + compression, 5_000, compression);
      JavaPairRDD<Text, IntWritable> pairs =
          context.sequenceFile(file, Text.class, IntWritable.class);
      // Collected as they are: no pair was written over by the next one.
      assertEquals(expected(5_000), plain(pairs.collect()), compression.name());
      assertEquals(
          expected(5_000),
          plain(context.sequenceFile(file, Text.class, IntWritable.class, 7).collect()));
    }
  }

  @Test
  void pairsMayBeKeptSortedAndGrouped() throws IOException {
    String file = sequence("s", 100, CompressionType.NONE);
    JavaPairRDD<Text, IntWritable> pairs =
        context.sequenceFile(file, Text.class, IntWritable.class).cache();
    assertEquals(100, pairs.count());
    assertEquals(expected(100), plain(pairs.collect()));
    assertEquals(100, pairs.groupByKey(3).count());
    assertEquals("key0", pairs.sortByKey().first()._1.toString());
    assertEquals(99, pairs.values().map(IntWritable::get).reduce(Math::max));
  }

  @Test
  void theOlderApiIsAskedForAsManySplits() throws IOException {
    String file = lines("lines", 1_000);
    JavaPairRDD<LongWritable, Text> four =
        context.hadoopFile(file, TextInputFormat.class, LongWritable.class, Text.class, 4);
    assertTrue(four.getNumPartitions() >= 4, four.getNumPartitions() + " partitions");
    assertEquals(
        IntStream.range(0, 1_000).mapToObj(i -> "key" + i + "\t" + i).toList(),
        four.values().map(Text::toString).collect());
    JavaPairRDD<Text, Text> keyed =
        context.hadoopFile(file, KeyValueTextInputFormat.class, Text.class, Text.class);
    assertEquals(pair("key0", "0"), keyed.mapToPair(one -> pair(one._1 + "", one._2 + "")).first());
  }

  @Test
  void settingsOfAJobNameTheInput() throws IOException {
    JobConf conf = new JobConf(context.hadoopConfiguration());
    FileInputFormat.setInputPaths(conf, lines("lines", 10));
    conf.set("mapreduce.input.lineinputformat.linespermap", "3");
    JavaPairRDD<LongWritable, Text> pairs =
        context.hadoopRDD(conf, NLineInputFormat.class, LongWritable.class, Text.class);
    conf.set("mapreduce.input.lineinputformat.linespermap", "1"); // too late: they were copied
    assertEquals(4, pairs.getNumPartitions());
    assertEquals(10, pairs.count());
    assertEquals(
        10,
        context
            .hadoopRDD(conf, NLineInputFormat.class, LongWritable.class, Text.class, 1)
            .getNumPartitions());
  }

  @Test
  void theNewerApiMakesItsOwnSplits() throws IOException {
    String file = sequence("s", 30_000, CompressionType.NONE);
    JavaPairRDD<Text, IntWritable> pairs =
        context.newAPIHadoopFile(
            file, sequenceFiles(), Text.class, IntWritable.class, context.hadoopConfiguration());
    assertEquals(expected(30_000), plain(pairs.collect()));
    Configuration small = new Configuration(context.hadoopConfiguration());
    small.setLong("mapreduce.input.fileinputformat.split.maxsize", 110_000);
    small.set("mapreduce.input.fileinputformat.inputdir", file);
    JavaPairRDD<Text, IntWritable> cut =
        context.newAPIHadoopRDD(small, sequenceFiles(), Text.class, IntWritable.class);
    assertTrue(cut.getNumPartitions() > 3, cut.getNumPartitions() + " partitions");
    assertEquals(expected(30_000), plain(cut.collect()));
  }

  @SuppressWarnings("unchecked") // a class literal has no type arguments
  private static Class<SequenceFileInputFormat<Text, IntWritable>> sequenceFiles() {
    return (Class<SequenceFileInputFormat<Text, IntWritable>>)
        (Class<?>) SequenceFileInputFormat.class;
  }

  @Test
  void splitsOfSeveralFilesGoToTasks() throws IOException {
    String files = lines("a", 3) + "," + lines("b", 3);
    JavaPairRDD<LongWritable, Text> pairs =
        context.newAPIHadoopFile(
            files,
            CombineTextInputFormat.class,
            LongWritable.class,
            Text.class,
            context.hadoopConfiguration());
    assertEquals(1, pairs.getNumPartitions());
    assertEquals(6, pairs.count());
    assertEquals(
        6,
        context
            .hadoopFile(directory + "/{a,b}", TextInputFormat.class, LongWritable.class, Text.class)
            .count());
  }

  @Test
  void theSplitOfAPartitionIsKnown() throws IOException {
    String file = lines("lines", 100);
    JavaPairRDD<LongWritable, Text> older =
        context.hadoopFile(file, TextInputFormat.class, LongWritable.class, Text.class, 3);
    List<String> starts =
        ((JavaHadoopRDD<LongWritable, Text>) older)
            .mapPartitionsWithInputSplit(
                (split, records) -> {
                  FileSplit part = (FileSplit) split;
                  String found = part.getPath().getName() + "@" + part.getStart();
                  return List.of(found + "=" + records.next()._1.get()).iterator();
                },
                true)
            .collect();
    assertEquals(older.getNumPartitions(), starts.size());
    assertEquals("lines@0=0", starts.get(0));
    JavaNewHadoopRDD<LongWritable, Text> newer =
        (JavaNewHadoopRDD<LongWritable, Text>)
            context.newAPIHadoopFile(
                file,
                org.apache.hadoop.mapreduce.lib.input.TextInputFormat.class,
                LongWritable.class,
                Text.class,
                context.hadoopConfiguration());
    assertEquals(
        List.of("lines"),
        newer
            .mapPartitionsWithInputSplit(
                (split, records) ->
                    List.of(
                            ((org.apache.hadoop.mapreduce.lib.input.FileSplit) split)
                                .getPath()
                                .getName())
                        .iterator(),
                false)
            .collect());
  }

  @Test
  void whatIsMissingIsSaidWhenAJobNeedsIt() {
    JavaPairRDD<LongWritable, Text> missing =
        context.hadoopFile(
            directory + "/none", TextInputFormat.class, LongWritable.class, Text.class);
    InvalidInputException refused = assertThrows(InvalidInputException.class, missing::count);
    assertTrue(refused.getMessage().contains("Input path does not exist"), refused.getMessage());
  }

  @Test
  void badArgumentsAreRefusedAtTheCall() {
    assertThrows(
        IllegalArgumentException.class,
        () -> context.hadoopFile("", TextInputFormat.class, LongWritable.class, Text.class));
    assertThrows(
        IllegalArgumentException.class,
        () -> context.hadoopFile("x", TextInputFormat.class, LongWritable.class, Text.class, -1));
    assertThrows(IllegalArgumentException.class, () -> context.sequenceFile("x", null, Text.class));
  }

  @Test
  void aFileThatIsNoSequenceFileFailsItsTask() throws IOException {
    String file = lines("lines", 3);
    SparkException refused =
        assertThrows(
            SparkException.class,
            () -> context.sequenceFile(file, Text.class, IntWritable.class).count());
    assertTrue(refused.getCause().getMessage().contains("not a SequenceFile"));
  }

  @Test
  void whatHadoopsValuesHoldIsKeptWhole() {
    MapWritable map = new MapWritable();
    map.put(new Text("a"), new IntWritable(1));
    List<Tuple2<NullWritable, MapWritable>> pairs = new ArrayList<>();
    pairs.add(pair(NullWritable.get(), map));
    JavaPairRDD<NullWritable, MapWritable> kept = context.parallelizePairs(pairs, 1);
    MapWritable back = kept.repartition(2).cache().first()._2;
    assertEquals(new IntWritable(1), back.get(new Text("a")));
  }

  /** As many formats have them; could not be made from bytes. */
  static final class Named extends IntWritable {
    Named(int value) {
      super(value);
    }
  }

  @Test
  void whatHadoopCouldNotReadStaysAsItIs() {
    requireLocalEngine("the other one has only bytes");
    Named seven = new Named(7);
    assertEquals(
        List.of(7),
        context
            .parallelize(List.of(1), 1)
            .mapToPair(n -> pair(n, seven))
            .partitionBy(new HashPartitioner(2))
            .map(pair -> pair._2.get())
            .collect());
  }
}
