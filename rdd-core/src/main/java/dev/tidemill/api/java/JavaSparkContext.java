package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireNotNegative;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requirePositive;
import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Option;
import dev.tidemill.ReadOnlySparkConf;
import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.Tuple2;
import dev.tidemill.broadcast.Broadcast;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.codec.JavaObjects;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.hadoop.input.HadoopInput;
import dev.tidemill.core.hadoop.input.InputApi;
import dev.tidemill.core.hadoop.input.InputSettings;
import dev.tidemill.core.input.FixedRecords;
import dev.tidemill.core.input.TextFiles;
import dev.tidemill.core.input.WholeFiles;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.Source;
import dev.tidemill.input.PortableDataStream;
import dev.tidemill.rdd.RDD;
import java.io.Closeable;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.BytesWritable;
import org.apache.hadoop.io.NullWritable;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SequenceFileInputFormat;
import org.apache.hadoop.mapreduce.lib.input.FileInputFormat;

/** Where a program's datasets begin. Thread-safe. */
@DriverSide(what = "a context", remedy = SparkContext.INSIDE_A_FUNCTION)
public class JavaSparkContext implements Closeable {
  private final SparkContext context;

  public JavaSparkContext() {
    this(new SparkConf());
  }

  public JavaSparkContext(SparkConf conf) {
    this(new SparkContext(requireValue("new JavaSparkContext", "conf", conf)));
  }

  public JavaSparkContext(SparkContext context) {
    this.context = requireValue("new JavaSparkContext", "context", context);
  }

  /**
   * @throws IllegalArgumentException if a name is null or empty, or the master is not known
   */
  public JavaSparkContext(String master, String appName) {
    this(new SparkContext(master, appName));
  }

  /** The master and the name go before those of the settings, which are not changed. */
  public JavaSparkContext(String master, String appName, SparkConf conf) {
    this(new SparkContext(master, appName, conf));
  }

  /** As the one of two arguments; what else is given is noted in the settings. */
  public JavaSparkContext(String master, String appName, String sparkHome, String jarFile) {
    this(master, appName, sparkHome, new String[] {jarFile});
  }

  /** As above. */
  public JavaSparkContext(String master, String appName, String sparkHome, String[] jars) {
    this(master, appName, sparkHome, jars, Map.of());
  }

  /**
   * As above.
   *
   * @param jars see {@link #addJar}
   * @param environment noted only: tasks run in this process and see its environment
   */
  public JavaSparkContext(
      String master,
      String appName,
      String sparkHome,
      String[] jars,
      Map<String, String> environment) {
    this(master, appName, noted(sparkHome, jars, environment));
  }

  private static SparkConf noted(String sparkHome, String[] jars, Map<String, String> environment) {
    SparkConf conf = new SparkConf().setJars(requireValue("new JavaSparkContext", "jars", jars));
    if (sparkHome != null) {
      conf.setSparkHome(sparkHome);
    }
    requireValue("new JavaSparkContext", "environment", environment).forEach(conf::setExecutorEnv);
    return conf;
  }

  /** The jar that a class comes from; empty for one that comes from a directory or the JDK. */
  public static String[] jarOfClass(Class<?> cls) {
    CodeSource place = requireValue("jarOfClass", "cls", cls).getProtectionDomain().getCodeSource();
    String path = place == null ? "" : place.getLocation().getPath();
    return path.endsWith(".jar") ? new String[] {path} : new String[0];
  }

  /** As {@link #jarOfClass}, of an object's class. */
  public static String[] jarOfObject(Object obj) {
    return jarOfClass(requireValue("jarOfObject", "obj", obj).getClass());
  }

  public static JavaSparkContext fromSparkContext(SparkContext context) {
    return new JavaSparkContext(context);
  }

  public static SparkContext toSparkContext(JavaSparkContext context) {
    return requireValue("toSparkContext", "context", context).sc();
  }

  public SparkContext sc() {
    return context;
  }

  public SparkConf getConf() {
    return context.getConf();
  }

  /** See {@link SparkContext#hadoopConfiguration}. */
  public Configuration hadoopConfiguration() {
    return context.hadoopConfiguration();
  }

  /** As {@link #getConf}, to be read only. */
  public ReadOnlySparkConf getReadOnlyConf() {
    return context.getConf();
  }

  /** What the program has noted by {@link SparkConf#setSparkHome}. */
  public Optional<String> getSparkHome() {
    return Optional.ofNullable(context.getConf().get("spark.home", null));
  }

  /** See {@link SparkContext#sparkUser}. */
  public String sparkUser() {
    return context.sparkUser();
  }

  /** See {@link SparkContext#version}. */
  public String version() {
    return context.version();
  }

  /** How far jobs and stages are. */
  public JavaSparkStatusTracker statusTracker() {
    return new JavaSparkStatusTracker(context);
  }

  /** See {@link SparkContext#getPersistentRDDs}. */
  public Map<Integer, JavaRDD<?>> getPersistentRDDs() {
    Map<Integer, JavaRDD<?>> kept = new TreeMap<>();
    context.getPersistentRDDs().forEach((id, rdd) -> kept.put(id, JavaRDD.fromRDD(rdd)));
    return kept;
  }

  public String master() {
    return context.master();
  }

  public String appName() {
    return context.appName();
  }

  public Boolean isLocal() {
    return context.isLocal();
  }

  public Integer defaultParallelism() {
    return context.defaultParallelism();
  }

  public Integer defaultMinPartitions() {
    return context.defaultMinPartitions();
  }

  public Long startTime() {
    return context.startTime();
  }

  /** See {@link SparkContext#setLogLevel}. */
  public void setLogLevel(String logLevel) {
    context.setLogLevel(logLevel);
  }

  public <T> JavaRDD<T> parallelize(List<T> list) {
    return parallelize(list, context.defaultParallelism());
  }

  public <T> JavaRDD<T> parallelize(List<T> list, int numSlices) {
    return new JavaRDD<>(over(sliced("parallelize", list, numSlices)));
  }

  public <K, V> JavaPairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> list) {
    return parallelizePairs(list, context.defaultParallelism());
  }

  public <K, V> JavaPairRDD<K, V> parallelizePairs(List<Tuple2<K, V>> list, int numSlices) {
    return new JavaPairRDD<>(over(sliced("parallelizePairs", list, numSlices)));
  }

  public JavaDoubleRDD parallelizeDoubles(List<Double> list) {
    return parallelizeDoubles(list, context.defaultParallelism());
  }

  public JavaDoubleRDD parallelizeDoubles(List<Double> list, int numSlices) {
    return new JavaDoubleRDD(over(sliced("parallelizeDoubles", list, numSlices)));
  }

  private <T> Plan<T> sliced(String call, List<T> list, int numSlices) {
    requireValue(call, "list", list);
    requirePartitions(call, "numSlices", numSlices);
    return new Source<>(GivenData.sliced(list, numSlices, context.isolation()));
  }

  /** A dataset without partitions. */
  public <T> JavaRDD<T> emptyRDD() {
    return new JavaRDD<>(over(new Source<>(GivenData.ofPartitions(List.of()))));
  }

  public JavaRDD<String> textFile(String path) {
    return textFile(path, context.defaultMinPartitions());
  }

  /**
   * The lines of files. Looked at when a job first needs them. Files whose names end in {@code
   * .gz}, {@code .bz2}, {@code .zst}, {@code .deflate}, {@code .lz4} or {@code .snappy} are
   * decompressed by Hadoop's codecs; of these only {@code .bz2} can be cut.
   *
   * @param path a file; a directory, whose files are meant but for those whose names begin with a
   *     dot or an underscore; a pattern of Hadoop ({@code in/2026-*}); or several of these with
   *     commas between them. Of this machine, {@code file:} URIs, or URIs of any Hadoop file system
   * @param minPartitions files are cut so that there are about this many partitions, if they are
   *     large enough
   */
  public JavaRDD<String> textFile(String path, int minPartitions) {
    requireText("textFile", "path", path);
    requireNotNegative("textFile", "minPartitions", minPartitions);
    return new JavaRDD<>(
        over(
            new Source<>(
                TextFiles.below(path, hadoopSettings(), minPartitions, context.lineRules()))));
  }

  public JavaPairRDD<String, String> wholeTextFiles(String path) {
    return wholeTextFiles(path, context.defaultMinPartitions());
  }

  /**
   * Files as pairs of their full names and their texts in UTF-8. For many small files: each is held
   * in memory as a whole, and several share a partition.
   *
   * @param path as of {@link #textFile(String, int)}
   * @param minPartitions how many partitions there should be about
   */
  public JavaPairRDD<String, String> wholeTextFiles(String path, int minPartitions) {
    requireText("wholeTextFiles", "path", path);
    requireNotNegative("wholeTextFiles", "minPartitions", minPartitions);
    return new JavaPairRDD<>(
        over(
            new Source<>(
                WholeFiles.texts(
                    path, hadoopSettings(), minPartitions, context.lineRules().compression()))));
  }

  public JavaPairRDD<String, PortableDataStream> binaryFiles(String path) {
    return binaryFiles(path, context.defaultMinPartitions());
  }

  /**
   * Files as pairs of their full names and something that opens them. Nothing is read until the
   * program does; several files share a partition.
   *
   * @param path as of {@link #textFile(String, int)}
   * @param minPartitions how many partitions there should be about
   */
  public JavaPairRDD<String, PortableDataStream> binaryFiles(String path, int minPartitions) {
    requireText("binaryFiles", "path", path);
    requireNotNegative("binaryFiles", "minPartitions", minPartitions);
    return new JavaPairRDD<>(
        over(new Source<>(WholeFiles.streams(path, hadoopSettings(), minPartitions))));
  }

  /**
   * Records of a fixed length. A job fails with a {@link java.io.EOFException} if a file is not
   * made of whole records.
   *
   * @param path as of {@link #textFile(String, int)}
   * @param recordLength in bytes, 1 or more
   */
  public JavaRDD<byte[]> binaryRecords(String path, int recordLength) {
    requireText("binaryRecords", "path", path);
    requirePositive("binaryRecords", "recordLength", recordLength);
    return new JavaRDD<>(
        over(
            new Source<>(
                FixedRecords.below(
                    path, hadoopSettings(), recordLength, context.defaultMinPartitions()))));
  }

  public <K, V> JavaPairRDD<K, V> sequenceFile(
      String path, Class<K> keyClass, Class<V> valueClass) {
    return sequenceFile(path, keyClass, valueClass, context.defaultMinPartitions());
  }

  /**
   * The pairs of sequence files of Hadoop.
   *
   * @param path as of {@link #hadoopFile(String, Class, Class, Class, int)}
   * @param keyClass what the files say; must be read by one of Hadoop's serialisations
   */
  public <K, V> JavaPairRDD<K, V> sequenceFile(
      String path, Class<K> keyClass, Class<V> valueClass, int minPartitions) {
    return filesOf("sequenceFile", path, sequenceFiles(), keyClass, valueClass, minPartitions);
  }

  @SuppressWarnings("unchecked") // a class literal has no type arguments
  private static <K, V> Class<SequenceFileInputFormat<K, V>> sequenceFiles() {
    return (Class<SequenceFileInputFormat<K, V>>) (Class<?>) SequenceFileInputFormat.class;
  }

  public <T> JavaRDD<T> objectFile(String path) {
    return objectFile(path, context.defaultMinPartitions());
  }

  /**
   * What {@link JavaRDDLike#saveAsObjectFile} wrote. Reads objects that were serialised the way of
   * Java: their classes must be on the class path, and have to be the program's own or plain values
   * of the JDK.
   *
   * @param path as of {@link #hadoopFile(String, Class, Class, Class, int)}
   */
  public <T> JavaRDD<T> objectFile(String path, int minPartitions) {
    JavaPairRDD<NullWritable, BytesWritable> arrays =
        filesOf(
            "objectFile",
            path,
            JavaSparkContext.<NullWritable, BytesWritable>sequenceFiles(),
            NullWritable.class,
            BytesWritable.class,
            minPartitions);
    return arrays.flatMap(
        pair -> {
          @SuppressWarnings("unchecked") // the program says what it wrote
          T[] records = (T[]) JavaObjects.read(pair._2.copyBytes());
          return Arrays.asList(records).iterator();
        });
  }

  public <K, V, F extends InputFormat<K, V>> JavaPairRDD<K, V> hadoopFile(
      String path, Class<F> inputFormatClass, Class<K> keyClass, Class<V> valueClass) {
    return hadoopFile(path, inputFormatClass, keyClass, valueClass, context.defaultMinPartitions());
  }

  /**
   * What a format of {@code org.apache.hadoop.mapred} reads from files, a partition for each of its
   * splits. Every pair has objects of its own, so they may be collected, kept and grouped. The
   * format is asked for its splits when a job first needs them; it is given {@link
   * #hadoopConfiguration} as it is now. The result is a {@link JavaHadoopRDD}.
   *
   * @param path files, directories or patterns, with commas between them; the format decides what
   *     they mean, Hadoop's own take a path without a scheme from {@code fs.defaultFS}
   * @param minPartitions that the format is asked for; it may make more
   */
  public <K, V, F extends InputFormat<K, V>> JavaPairRDD<K, V> hadoopFile(
      String path,
      Class<F> inputFormatClass,
      Class<K> keyClass,
      Class<V> valueClass,
      int minPartitions) {
    return filesOf("hadoopFile", path, inputFormatClass, keyClass, valueClass, minPartitions);
  }

  private <K, V, F extends InputFormat<K, V>> JavaPairRDD<K, V> filesOf(
      String call,
      String path,
      Class<F> format,
      Class<K> keyClass,
      Class<V> valueClass,
      int minPartitions) {
    requireNotNegative(call, "minPartitions", minPartitions);
    JobConf own = InputSettings.older(call, format, keyClass, valueClass, hadoopConfiguration());
    return older(call, InputSettings.over(call, path, own), minPartitions);
  }

  public <K, V, F extends InputFormat<K, V>> JavaPairRDD<K, V> hadoopRDD(
      JobConf conf, Class<F> inputFormatClass, Class<K> keyClass, Class<V> valueClass) {
    return hadoopRDD(conf, inputFormatClass, keyClass, valueClass, context.defaultMinPartitions());
  }

  /**
   * As {@link #hadoopFile(String, Class, Class, Class, int)}, of what the settings name.
   *
   * @param conf copied
   */
  public <K, V, F extends InputFormat<K, V>> JavaPairRDD<K, V> hadoopRDD(
      JobConf conf,
      Class<F> inputFormatClass,
      Class<K> keyClass,
      Class<V> valueClass,
      int minPartitions) {
    requireNotNegative("hadoopRDD", "minPartitions", minPartitions);
    return older(
        "hadoopRDD",
        InputSettings.olderOf("hadoopRDD", inputFormatClass, keyClass, valueClass, conf),
        minPartitions);
  }

  private <K, V> JavaPairRDD<K, V> older(String call, JobConf own, int minPartitions) {
    context.hadoopConfiguration(); // logs in, if that is asked for
    HadoopInput<K, V> input =
        new HadoopInput<>(described(call, own), InputApi.OLDER, own, minPartitions);
    return new JavaHadoopRDD<>(over(new Source<>(input)), input);
  }

  /**
   * What a format of {@code org.apache.hadoop.mapreduce} reads from files, otherwise as {@link
   * #hadoopFile(String, Class, Class, Class, int)}. The result is a {@link JavaNewHadoopRDD}.
   *
   * @param conf copied
   */
  public <K, V, F extends org.apache.hadoop.mapreduce.InputFormat<K, V>>
      JavaPairRDD<K, V> newAPIHadoopFile(
          String path, Class<F> fClass, Class<K> kClass, Class<V> vClass, Configuration conf) {
    String call = "newAPIHadoopFile";
    JobConf own = InputSettings.newer(call, fClass, kClass, vClass, conf);
    return newer(call, InputSettings.over(call, path, own));
  }

  /** As {@link #newAPIHadoopFile}, of what the settings name. */
  public <K, V, F extends org.apache.hadoop.mapreduce.InputFormat<K, V>>
      JavaPairRDD<K, V> newAPIHadoopRDD(
          Configuration conf, Class<F> fClass, Class<K> kClass, Class<V> vClass) {
    String call = "newAPIHadoopRDD";
    return newer(call, InputSettings.newer(call, fClass, kClass, vClass, conf));
  }

  private <K, V> JavaPairRDD<K, V> newer(String call, JobConf own) {
    context.hadoopConfiguration(); // as above
    HadoopInput<K, V> input = new HadoopInput<>(described(call, own), InputApi.NEWER, own, 0);
    return new JavaNewHadoopRDD<>(over(new Source<>(input)), input);
  }

  private static String described(String call, JobConf own) {
    return call + " of " + own.get(FileInputFormat.INPUT_DIR, "what its settings name");
  }

  private Map<String, String> hadoopSettings() {
    return HadoopSettings.of(context.getConf());
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <T> JavaRDD<T> union(JavaRDD<T>... rdds) {
    return new JavaRDD<>(united(Arrays.asList(requireValue("union", "rdds", rdds))));
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <K, V> JavaPairRDD<K, V> union(JavaPairRDD<K, V>... rdds) {
    return new JavaPairRDD<>(united(Arrays.asList(requireValue("union", "rdds", rdds))));
  }

  public JavaDoubleRDD union(JavaDoubleRDD... rdds) {
    return new JavaDoubleRDD(united(Arrays.asList(requireValue("union", "rdds", rdds))));
  }

  private <T> RDD<T> united(List<? extends JavaRDDLike<T, ?>> rdds) {
    List<Plan<T>> plans = new ArrayList<>();
    for (JavaRDDLike<T, ?> rdd : rdds) {
      plans.add(requireValue("union", "one of the datasets", rdd).rdd().plan());
    }
    requirePositive("union", "the number of datasets", plans.size());
    return over(Plans.union(plans));
  }

  /** See {@link SparkContext#broadcast}. */
  public <T> Broadcast<T> broadcast(T value) {
    return context.broadcast(value);
  }

  /** See {@link SparkContext#setCheckpointDir}. */
  public void setCheckpointDir(String dir) {
    context.setCheckpointDir(dir);
  }

  public Optional<String> getCheckpointDir() {
    Option<String> directory = context.getCheckpointDir();
    return directory.isDefined() ? Optional.of(directory.get()) : Optional.empty();
  }

  /** See {@link SparkContext#setLocalProperty}. */
  public void setLocalProperty(String key, String value) {
    context.setLocalProperty(key, value);
  }

  public String getLocalProperty(String key) {
    return context.getLocalProperty(key);
  }

  public void setJobDescription(String value) {
    context.setJobDescription(value);
  }

  /** See {@link SparkContext#setJobGroup(String, String, boolean)}. */
  public void setJobGroup(String groupId, String description, boolean interruptOnCancel) {
    context.setJobGroup(groupId, description, interruptOnCancel);
  }

  public void setJobGroup(String groupId, String description) {
    context.setJobGroup(groupId, description);
  }

  public void clearJobGroup() {
    context.clearJobGroup();
  }

  /** See {@link SparkContext#cancelJobGroup}. */
  public void cancelJobGroup(String groupId) {
    context.cancelJobGroup(groupId);
  }

  public void cancelAllJobs() {
    context.cancelAllJobs();
  }

  /** See {@link SparkContext#cancelJobGroup(String, String)}. */
  public void cancelJobGroup(String groupId, String reason) {
    context.cancelJobGroup(groupId, reason);
  }

  /** See {@link SparkContext#addJobTag}. */
  public void addJobTag(String tag) {
    context.addJobTag(tag);
  }

  /** See {@link SparkContext#removeJobTag}. */
  public void removeJobTag(String tag) {
    context.removeJobTag(tag);
  }

  /** See {@link SparkContext#getJobTags}. */
  public Set<String> getJobTags() {
    return context.getJobTags();
  }

  public void clearJobTags() {
    context.clearJobTags();
  }

  /** See {@link SparkContext#cancelJobsWithTag(String)}. */
  public void cancelJobsWithTag(String tag) {
    context.cancelJobsWithTag(tag);
  }

  /** See {@link SparkContext#cancelJobsWithTag(String, String)}. */
  public void cancelJobsWithTag(String tag, String reason) {
    context.cancelJobsWithTag(tag, reason);
  }

  /** Without effect: tasks of a cancelled job are always interrupted. */
  public void setInterruptOnCancel(boolean interruptOnCancel) {
    context.setLocalProperty("spark.job.interruptOnCancel", String.valueOf(interruptOnCancel));
  }

  /** See {@link SparkContext#setCallSite}. */
  public void setCallSite(String site) {
    context.setCallSite(site);
  }

  public void clearCallSite() {
    context.clearCallSite();
  }

  /** See {@link SparkContext#addFile(String)}. */
  public void addFile(String path) {
    context.addFile(path);
  }

  /** See {@link SparkContext#addFile(String, boolean)}. */
  public void addFile(String path, boolean recursive) {
    context.addFile(path, recursive);
  }

  /** See {@link SparkContext#addJar}. */
  public void addJar(String path) {
    context.addJar(path);
  }

  /** See {@link SparkContext#jars}. */
  public List<String> jars() {
    return context.jars();
  }

  /**
   * What {@link JavaRDDLike#checkpoint} has written.
   *
   * @param path of the directory, as {@link JavaRDDLike#getCheckpointFile} gives it. Classes of
   *     records that this program has not encoded yet have to be named in {@code
   *     tidemill.codec.allow}
   */
  public <T> JavaRDD<T> checkpointFile(String path) {
    return new JavaRDD<>(
        over(context.checkpoints().read(requireText("checkpointFile", "path", path))));
  }

  private <T> RDD<T> over(Plan<T> plan) {
    return new RDD<>(context, plan);
  }

  public void stop() {
    context.stop();
  }

  /**
   * As {@link #stop()}.
   *
   * @param exitCode noted nowhere: the process ends as its program says
   */
  public void stop(int exitCode) {
    stop();
  }

  @Override
  public void close() {
    stop();
  }
}
