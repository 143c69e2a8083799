package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.hadooptest.ObjectFileSystem;
import dev.tidemill.rdd.HadoopFormats.Breaking;
import dev.tidemill.rdd.HadoopFormats.BreakingToo;
import dev.tidemill.rdd.HadoopFormats.Direct;
import dev.tidemill.rdd.HadoopFormats.Overheard;
import dev.tidemill.util.LongAccumulator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.IntWritable;
import org.apache.hadoop.io.SequenceFile;
import org.apache.hadoop.io.SequenceFile.CompressionType;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.io.compress.DefaultCodec;
import org.apache.hadoop.io.compress.GzipCodec;
import org.apache.hadoop.mapred.FileAlreadyExistsException;
import org.apache.hadoop.mapred.FileOutputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SequenceFileOutputFormat;
import org.apache.hadoop.mapred.TextOutputFormat;
import org.apache.hadoop.mapred.lib.MultipleTextOutputFormat;
import org.apache.hadoop.mapreduce.MRJobConfig;
import org.apache.hadoop.mapreduce.lib.output.NullOutputFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Outputs by formats of Hadoop on the local disk; a task may fail twice. */
class HadoopOutputTest extends DatasetTest {
  private static final String OUTDIR =
      org.apache.hadoop.mapreduce.lib.output.FileOutputFormat.OUTDIR;

  private final JavaPairRDD<String, Integer> words =
      context.parallelizePairs(List.of(pair("tide", 1), pair("mühle", 2), pair("x", 3)), 2);

  @TempDir transient Path directory;

  HadoopOutputTest() {
    super("local[2,3]");
  }

  /** The same by either API. */
  enum Api {
    OLDER {
      @Override
      void save(JavaPairRDD<?, ?> pairs, Path path, JobConf conf) {
        pairs.saveAsHadoopFile(
            path.toString(), Text.class, IntWritable.class, Breaking.class, conf);
      }

      @Override
      String part(int partition) {
        return "part-0000" + partition;
      }
    },
    NEWER {
      @Override
      void save(JavaPairRDD<?, ?> pairs, Path path, JobConf conf) {
        pairs.saveAsNewAPIHadoopFile(
            path.toString(), Text.class, IntWritable.class, BreakingToo.class, conf);
      }

      @Override
      String part(int partition) {
        return "part-r-0000" + partition;
      }
    };

    abstract void save(JavaPairRDD<?, ?> pairs, Path path, JobConf conf);

    abstract String part(int partition);
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private JavaPairRDD<Text, IntWritable> writables() {
    return words.mapToPair(word -> pair(new Text(word._1), new IntWritable(word._2)));
  }

  private static List<Tuple2<String, Integer>> readSequence(Path file) throws IOException {
    List<Tuple2<String, Integer>> records = new ArrayList<>();
    SequenceFile.Reader.Option from =
        SequenceFile.Reader.file(new org.apache.hadoop.fs.Path(file.toUri()));
    try (SequenceFile.Reader reader = new SequenceFile.Reader(new Configuration(), from)) {
      Text key = new Text();
      IntWritable value = new IntWritable();
      while (reader.next(key, value)) {
        records.add(pair(key.toString(), value.get()));
      }
    }
    return records;
  }

  @ParameterizedTest
  @EnumSource
  void everyPartitionBecomesAFileAndAnEmptyOneSaysThatAllIsThere(Api api) throws Exception {
    Path out = directory.resolve("not/there/yet");
    api.save(words, out, new JobConf());
    assertEquals(List.of("_SUCCESS", api.part(0), api.part(1)), namesIn(out));
    assertEquals("tide\t1\n", Files.readString(out.resolve(api.part(0))));
    assertEquals("mühle\t2\nx\t3\n", Files.readString(out.resolve(api.part(1))));
    assertEquals(List.of("yet"), namesIn(out.getParent()), "nothing temporary stays");
  }

  @Test
  void sequenceFilesAreReadByHadoop() throws Exception {
    Path older = directory.resolve("older");
    writables()
        .saveAsHadoopFile(
            older.toUri().toString(), Text.class, IntWritable.class, SequenceFiles.class);
    assertEquals(List.of(pair("tide", 1)), readSequence(older.resolve("part-00000")));
    Path newer = directory.resolve("newer");
    writables()
        .saveAsNewAPIHadoopFile(
            newer.toUri().toString(), Text.class, IntWritable.class, NewerSequenceFiles.class);
    assertEquals(
        List.of(pair("mühle", 2), pair("x", 3)), readSequence(newer.resolve("part-r-00001")));
  }

  static final class SequenceFiles extends SequenceFileOutputFormat<Text, IntWritable> {}

  static final class NewerSequenceFiles
      extends org.apache.hadoop.mapreduce.lib.output.SequenceFileOutputFormat<Text, IntWritable> {}

  static final class Texts extends TextOutputFormat<Object, Object> {}

  @Test
  void aCodecCompressesTextAndBlocksOfSequenceFiles() throws Exception {
    Path text = directory.resolve("text");
    words.saveAsHadoopFile(
        text.toString(), String.class, Integer.class, Texts.class, GzipCodec.class);
    try (InputStream zipped =
        new GZIPInputStream(Files.newInputStream(text.resolve("part-00001.gz")))) {
      assertEquals("mühle\t2\nx\t3\n", new String(zipped.readAllBytes(), StandardCharsets.UTF_8));
    }
    Path sequence = directory.resolve("sequence");
    writables()
        .saveAsHadoopFile(
            sequence.toString(),
            Text.class,
            IntWritable.class,
            SequenceFiles.class,
            DefaultCodec.class);
    Path part = sequence.resolve("part-00000");
    assertEquals(List.of(pair("tide", 1)), readSequence(part));
    try (SequenceFile.Reader reader =
        new SequenceFile.Reader(
            new Configuration(),
            SequenceFile.Reader.file(new org.apache.hadoop.fs.Path(part.toUri())))) {
      assertEquals(CompressionType.BLOCK, reader.getCompressionType());
    }
  }

  @ParameterizedTest
  @EnumSource
  void settingsOfTheProgramCountAndAreNotChanged(Api api) throws Exception {
    JobConf conf = new JobConf(false);
    conf.set("mapreduce.output.textoutputformat.separator", "=");
    conf.set("mapreduce.fileoutputcommitter.marksuccessfuljobs", "false");
    api.save(words, directory.resolve("out"), conf);
    assertEquals("tide=1\n", Files.readString(directory.resolve("out").resolve(api.part(0))));
    assertEquals(List.of(api.part(0), api.part(1)), namesIn(directory.resolve("out")));
    assertEquals(2, conf.size());
  }

  @Test
  void theSettingsOfTheContextCountWhereNoneAreGiven() throws Exception {
    context.hadoopConfiguration().set("mapreduce.output.textoutputformat.separator", ":");
    words.saveAsHadoopFile(
        directory.resolve("older").toString(), String.class, Integer.class, Texts.class);
    assertEquals("tide:1\n", Files.readString(directory.resolve("older/part-00000")));
    words.saveAsNewAPIHadoopFile(
        directory.resolve("newer").toString(), String.class, Integer.class, BreakingToo.class);
    assertEquals("tide:1\n", Files.readString(directory.resolve("newer/part-r-00000")));
  }

  @Test
  void aContextHasOneConfigurationWithItsOwnSettings() {
    try (JavaSparkContext other =
        new JavaSparkContext(
            conf()
                .setMaster("local")
                .setAppName("t")
                .set("spark.hadoop.io.file.buffer.size", "7"))) {
      assertEquals("7", other.hadoopConfiguration().get("io.file.buffer.size"));
      assertSame(other.hadoopConfiguration(), other.sc().hadoopConfiguration());
    }
    assertEquals("4096", context.hadoopConfiguration().get("io.file.buffer.size"));
  }

  @Test
  void aDatasetIsWrittenToWhereItsSettingsSay() throws Exception {
    JobConf older = new JobConf();
    older.setOutputFormat(Texts.class);
    FileOutputFormat.setOutputPath(
        older, new org.apache.hadoop.fs.Path(directory.resolve("o").toUri()));
    words.saveAsHadoopDataset(older);
    assertEquals("tide\t1\n", Files.readString(directory.resolve("o/part-00000")));
    Configuration newer = new Configuration();
    newer.set(OUTDIR, directory.resolve("n").toString());
    words.saveAsNewAPIHadoopDataset(newer); // text is Hadoop's default
    assertEquals("tide\t1\n", Files.readString(directory.resolve("n/part-r-00000")));
  }

  @Test
  void aFormatMayWriteToNoDirectory() throws Exception {
    Configuration conf = new Configuration();
    conf.set(MRJobConfig.OUTPUT_FORMAT_CLASS_ATTR, NullOutputFormat.class.getName());
    words.saveAsNewAPIHadoopDataset(conf);
    conf.set(OUTDIR, directory.resolve("unused").toString());
    words.saveAsNewAPIHadoopDataset(conf);
    assertEquals(List.of(), namesIn(directory));
  }

  @Test
  void aFormatMayWriteFilesOfItsOwnNaming() throws Exception {
    Path out = directory.resolve("out");
    words.saveAsHadoopFile(out.toString(), String.class, Integer.class, ByKey.class);
    assertEquals(List.of("_SUCCESS", "mühle", "tide", "x"), namesIn(out));
    assertEquals("x\t3\n", Files.readString(out.resolve("x/part-00001")));
  }

  static final class ByKey extends MultipleTextOutputFormat<String, Integer> {
    @Override
    protected String generateFileNameForKeyValue(String key, Integer value, String name) {
      return key + "/" + name;
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryThatExistsIsRefusedAndNothingIsRun(Api api) throws Exception {
    Path out = Files.createDirectory(directory.resolve("out"));
    LongAccumulator ran = context.sc().longAccumulator();
    JavaPairRDD<String, Integer> counted =
        words.filter(
            word -> {
              ran.add(1);
              return true;
            });
    FileAlreadyExistsException refused =
        assertThrows(FileAlreadyExistsException.class, () -> api.save(counted, out, new JobConf()));
    assertEquals("Output directory file:" + out + " already exists", refused.getMessage());
    assertTrue(ran.isZero());
    assertEquals(List.of("out"), namesIn(directory));
    assertEquals(List.of(), namesIn(out));
  }

  @ParameterizedTest
  @EnumSource
  void aDirectoryThatComesIntoBeingMeanwhileIsLeftAlone(Api api) throws Exception {
    String name = directory.resolve("out").toString();
    JavaPairRDD<String, Integer> racing =
        words.filter(
            word -> {
              Files.createDirectories(Path.of(name));
              Files.writeString(Path.of(name, "theirs"), "x");
              return true;
            });
    FileAlreadyExistsException refused =
        assertThrows(
            FileAlreadyExistsException.class, () -> api.save(racing, Path.of(name), new JobConf()));
    assertEquals("Output directory file:" + name + " already exists", refused.getMessage());
    assertEquals(List.of("theirs"), namesIn(Path.of(name)));
    assertEquals(List.of("out"), namesIn(directory));
  }

  @ParameterizedTest
  @EnumSource
  void withoutTheCheckFilesAreAddedToADirectory(Api api) throws Exception {
    Path out = Files.createDirectory(directory.resolve("out"));
    Files.writeString(out.resolve("older"), "x");
    Files.writeString(out.resolve(api.part(0)), "before");
    try (JavaSparkContext unchecked =
        new JavaSparkContext(
            conf()
                .setMaster("local")
                .setAppName("test")
                .set("spark.hadoop.validateOutputSpecs", "false"))) {
      api.save(unchecked.parallelizePairs(List.of(pair("a", 1)), 1), out, new JobConf());
      assertEquals(List.of("_SUCCESS", "older", api.part(0)), namesIn(out));
      assertEquals("a\t1\n", Files.readString(out.resolve(api.part(0))));
      Path fresh = directory.resolve("fresh");
      api.save(unchecked.parallelizePairs(List.of(pair("a", 1)), 1), fresh, new JobConf());
      assertEquals(List.of("_SUCCESS", api.part(0)), namesIn(fresh));
    }
  }

  private static JobConf breaking(int attempts) {
    JobConf conf = new JobConf();
    conf.set(HadoopFormats.BROKEN_AT, "x");
    conf.setInt(HadoopFormats.BROKEN_BEFORE, attempts);
    return conf;
  }

  @ParameterizedTest
  @EnumSource
  void aWriterThatFailsForGoodLeavesNothing(Api api) throws Exception {
    SparkException failed =
        assertThrows(
            SparkException.class, () -> api.save(words, directory.resolve("out"), breaking(3)));
    assertEquals("broken at x, attempt 2", failed.getCause().getMessage());
    assertEquals(List.of(), namesIn(directory));
  }

  @ParameterizedTest
  @EnumSource
  void whatAFailedAttemptHasWrittenIsNotInTheOutput(Api api) throws Exception {
    Path out = directory.resolve("out");
    api.save(words, out, breaking(2));
    assertEquals(List.of("_SUCCESS", api.part(0), api.part(1)), namesIn(out));
    assertEquals("mühle\t2\nx\t3\n", Files.readString(out.resolve(api.part(1))));
    assertEquals(List.of("out"), namesIn(directory));
  }

  @Test
  void theCommitterOfTheProgramIsAskedAtEveryStep() throws Exception {
    JobConf conf = breaking(1);
    conf.setOutputCommitter(Overheard.class);
    HadoopFormats.ASKED.clear();
    JavaPairRDD<String, Integer> one = words.coalesce(1);
    Api.OLDER.save(one, directory.resolve("out"), conf);
    assertEquals(
        List.of(
            "setupJob",
            "setupTask 0.0",
            "abortTask 0.0",
            "setupTask 0.1",
            "commitTask 0.1",
            "commitJob"),
        HadoopFormats.ASKED);
    HadoopFormats.ASKED.clear();
    conf.setInt(HadoopFormats.BROKEN_BEFORE, 3);
    assertThrows(
        SparkException.class, () -> Api.OLDER.save(one, directory.resolve("failed"), conf));
    assertEquals("abortTask 0.2", HadoopFormats.ASKED.get(6));
    assertEquals(List.of("abortJob FAILED"), HadoopFormats.ASKED.subList(7, 8));
    assertEquals(8, HadoopFormats.ASKED.size());
    assertEquals(List.of("out"), namesIn(directory));
  }

  @Test
  void aCommitterThatWritesInPlaceIsWholeOrNothingAllTheSame() throws Exception {
    JobConf conf = breaking(3);
    conf.setOutputCommitter(Direct.class);
    assertThrows(
        SparkException.class, () -> Api.OLDER.save(words, directory.resolve("failed"), conf));
    assertEquals(List.of(), namesIn(directory));
    conf.setInt(HadoopFormats.BROKEN_BEFORE, 0);
    Api.OLDER.save(words, directory.resolve("out"), conf);
    assertEquals(List.of("part-00000", "part-00001"), namesIn(directory.resolve("out")));
  }

  @Test
  void whereNothingCanBeRenamedTheCommitterWorksInTheFinalPlace() throws Exception {
    JobConf conf = breaking(3);
    ObjectFileSystem.settings().forEach(conf::set);
    FileStore store = FileStores.open(directory.toString());
    String out = ObjectFileSystem.bucket(store).uri() + "/out";
    assertThrows(
        SparkException.class,
        () -> words.saveAsHadoopFile(out, String.class, Integer.class, Breaking.class, conf));
    assertEquals(List.of(), filesIn(directory.resolve("out")), "no file is left");
    conf.setInt(HadoopFormats.BROKEN_BEFORE, 0);
    words.saveAsHadoopFile(out, String.class, Integer.class, Breaking.class, conf);
    assertEquals(
        List.of("_SUCCESS", "part-00000", "part-00001"), filesIn(directory.resolve("out")));
  }

  /** Without the directories that a store of objects does not show. */
  private static List<String> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> file.getFileName().toString())
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void emptyPartitionsAndDatasetsAreWrittenToo(Api api) throws Exception {
    api.save(words.filter(word -> false), directory.resolve("empty"), new JobConf());
    assertEquals(
        List.of("_SUCCESS", api.part(0), api.part(1)), namesIn(directory.resolve("empty")));
    JavaPairRDD<String, Integer> none = context.<String>emptyRDD().mapToPair(word -> pair(word, 1));
    api.save(none, directory.resolve("none"), new JobConf());
    assertEquals(List.of("_SUCCESS"), namesIn(directory.resolve("none")));
  }

  @ParameterizedTest
  @EnumSource
  void nullInThePlaceOfAPairIsRefused(Api api) throws Exception {
    JavaPairRDD<String, Integer> nulls =
        context.parallelizePairs(Arrays.asList(pair("a", 1), null), 1);
    SparkException failed =
        assertThrows(
            SparkException.class, () -> api.save(nulls, directory.resolve("out"), new JobConf()));
    assertTrue(failed.getCause().getMessage().contains("got null instead of a pair"));
    assertEquals(List.of(), namesIn(directory));
  }

  @Test
  void nullAndEmptyArgumentsAreRefusedByName() {
    String out = directory.resolve("out").toString();
    refused("saveAsHadoopFile: path is null.", () -> older(null, String.class, Texts.class));
    refused("saveAsHadoopFile: path is empty.", () -> older("", String.class, Texts.class));
    refused("saveAsHadoopFile: keyClass is null.", () -> older(out, null, Texts.class));
    refused("saveAsHadoopFile: outputFormatClass is null.", () -> older(out, String.class, null));
    refused(
        "saveAsHadoopFile: conf is null.",
        () -> words.saveAsHadoopFile(out, String.class, String.class, Texts.class, (JobConf) null));
    refused(
        "saveAsHadoopFile: codec is null.",
        () ->
            words.saveAsHadoopFile(
                out, String.class, String.class, Texts.class, (Class<GzipCodec>) null));
    refused(
        "saveAsNewAPIHadoopFile: valueClass is null.",
        () -> words.saveAsNewAPIHadoopFile(out, String.class, null, BreakingToo.class));
    refused("saveAsHadoopDataset: conf is null.", () -> words.saveAsHadoopDataset(null));
    refused(
        "saveAsNewAPIHadoopDataset: conf is null.", () -> words.saveAsNewAPIHadoopDataset(null));
    refused(
        "saveAsHadoopFile: path is '/'; give one that ends with a name, as in out/words.",
        () -> older("/", String.class, Texts.class));
  }

  private void older(String path, Class<?> key, Class<Texts> format) {
    words.saveAsHadoopFile(path, key, Integer.class, format);
  }

  private static void refused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  @Test
  void aJobThatIsCancelledLeavesNothing() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Shared<CountDownLatch> inTask = new Shared<>(begun);
    JavaPairRDD<String, Integer> endless =
        words.filter(
            word -> {
              inTask.it().countDown();
              new CountDownLatch(1).await(); // ended by the interrupt
              return true;
            });
    Thread canceller =
        new Thread(
            () -> {
              try {
                begun.await();
                context.sc().cancelAllJobs();
              } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
              }
            });
    canceller.start();
    assertThrows(
        SparkException.class,
        () -> Api.OLDER.save(endless, directory.resolve("out"), new JobConf()));
    canceller.join();
    assertEquals(List.of(), namesIn(directory));
  }

  @Test
  void aFormatThatCannotBeMadeIsNamed() {
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () ->
                words.saveAsHadoopFile(
                    directory.resolve("out").toString(),
                    String.class,
                    String.class,
                    NoDefault.class));
    assertTrue(refused.getMessage().contains("NoDefault"), refused::getMessage);
    assertFalse(Files.exists(directory.resolve("out")));
  }

  static final class NoDefault extends TextOutputFormat<Object, Object> {
    NoDefault(int number) {
      assertNull(number);
    }
  }
}
