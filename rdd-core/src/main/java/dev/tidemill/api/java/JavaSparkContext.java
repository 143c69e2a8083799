package dev.tidemill.api.java;

import static dev.tidemill.core.error.Arguments.requireNotNegative;
import static dev.tidemill.core.error.Arguments.requirePartitions;
import static dev.tidemill.core.error.Arguments.requirePositive;
import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Option;
import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.Tuple2;
import dev.tidemill.broadcast.Broadcast;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.input.TextFiles;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.Source;
import dev.tidemill.rdd.RDD;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;

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
    this(
        new SparkConf()
            .setMaster(requireText("new JavaSparkContext", "master", master))
            .setAppName(requireText("new JavaSparkContext", "appName", appName)));
  }

  /** The master and the name go before those of the settings, which are not changed. */
  public JavaSparkContext(String master, String appName, SparkConf conf) {
    this(
        requireValue("new JavaSparkContext", "conf", conf)
            .clone()
            .setMaster(requireText("new JavaSparkContext", "master", master))
            .setAppName(requireText("new JavaSparkContext", "appName", appName)));
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

  public String master() {
    return context.master();
  }

  public String appName() {
    return context.appName();
  }

  public Boolean isLocal() {
    return true;
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
   * The lines of a file, or of all files of a directory whose names do not begin with a dot or an
   * underscore. Looked at when a job first needs it.
   *
   * @param path a path of this machine, a {@code file:} URI, or a URI of any Hadoop file system
   * @param minPartitions files are cut so that there are about this many partitions, if they are
   *     large enough
   */
  public JavaRDD<String> textFile(String path, int minPartitions) {
    requireText("textFile", "path", path);
    requireNotNegative("textFile", "minPartitions", minPartitions);
    return new JavaRDD<>(
        over(
            new Source<>(
                TextFiles.below(
                    path,
                    HadoopSettings.of(context.getConf()),
                    minPartitions,
                    context.settings().maxLineBytes()))));
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

  private <T> RDD<T> over(Plan<T> plan) {
    return new RDD<>(context, plan);
  }

  public void stop() {
    context.stop();
  }

  @Override
  public void close() {
    stop();
  }
}
