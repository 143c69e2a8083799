package dev.tidemill;

import static dev.tidemill.core.error.Arguments.requireText;

import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.broadcast.Broadcast;
import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.check.FunctionCheck;
import dev.tidemill.core.closure.Closures;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.closure.SharedVariables;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.conf.CoreSettings;
import dev.tidemill.core.conf.Settings;
import dev.tidemill.core.engine.Engine;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.local.JobOrder;
import dev.tidemill.core.engine.local.LocalEngine;
import dev.tidemill.core.engine.local.kept.KeptPartitions;
import dev.tidemill.core.engine.reference.ReferenceEngine;
import dev.tidemill.core.hadoop.ContextConfiguration;
import dev.tidemill.core.log.LogLevels;
import dev.tidemill.core.memory.MemoryBudget;
import dev.tidemill.core.memory.SpillFiles;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.task.JobProperties;
import dev.tidemill.core.text.Printable;
import dev.tidemill.rdd.Checkpoints;
import dev.tidemill.rdd.RDD;
import dev.tidemill.util.AccumulatorV2;
import dev.tidemill.util.Accumulators;
import dev.tidemill.util.CollectionAccumulator;
import dev.tidemill.util.DoubleAccumulator;
import dev.tidemill.util.LongAccumulator;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all datasets of a program share: settings and the engine that runs them. Java programs use
 * it through {@link dev.tidemill.api.java.JavaSparkContext}. Thread-safe. Several contexts may live
 * side by side.
 */
@DriverSide(what = "a context", remedy = SparkContext.INSIDE_A_FUNCTION)
@SuppressWarnings("this-escape") // those who are given it while it is made only keep it
public class SparkContext {
  /** What a program is told that uses a context inside a function. */
  public static final String INSIDE_A_FUNCTION =
      "functions run in tasks, which cannot use it: make datasets, broadcast values and"
          + " accumulators before";

  private static final Logger LOG = LoggerFactory.getLogger(SparkContext.class);

  private final SparkConf conf;
  private final CoreSettings settings;
  private final Engine engine;
  private final BlockBudget blockBudget;
  private final Accumulators accumulators;
  private final AtomicLong nextBroadcastId = new AtomicLong();
  private final AtomicInteger nextDatasetId = new AtomicInteger();
  private final Codec codec;
  private final Workspace workspace;
  private final Isolation isolation;
  private final SharedVariables shared;
  private final Optional<FunctionCheck> functionCheck;
  private final long startTime = System.currentTimeMillis();
  private final Checkpoints checkpoints = new Checkpoints(this);
  private final JobProperties jobProperties = new JobProperties();
  private final ContextConfiguration hadoopConfiguration;
  private volatile boolean stopped;

  /**
   * @throws IllegalArgumentException if a setting is wrong or a {@code tidemill.*} key is unknown
   */
  public SparkContext(SparkConf conf) {
    this.conf = conf.clone();
    Settings.check(this.conf).forEach(LOG::warn);
    this.settings = CoreSettings.from(this.conf);
    this.conf.setIfMissing("spark.master", settings.master());
    this.conf.setIfMissing("spark.app.name", settings.appName());
    if (!settings.masterGiven()) {
      LOG.info(
          "No master is set; using local[*], {} cores (setMaster, or -Dspark.master).",
          settings.cores());
    }
    this.hadoopConfiguration = new ContextConfiguration(this.conf);
    this.codec = Codec.fromSettings(settings.codecAllow(), settings.codecClasses());
    settings.codecRenamed().forEach(codec::rename);
    this.isolation = new Isolation(codec, settings.trustFunctions());
    this.workspace =
        new Workspace(
            codec,
            new MemoryBudget(settings.taskMemory(), settings.cores()),
            new SpillFiles(settings.localDirectories()));
    this.shared = new SharedVariables(codec);
    Closures closures = new Closures(shared);
    this.functionCheck =
        settings.checkFunctions() ? Optional.of(new FunctionCheck(closures)) : Optional.empty();
    this.engine =
        settings.referenceEngine()
            ? new ReferenceEngine(settings.taskAttempts(), closures, workspace)
            : new LocalEngine(
                engineOptions(settings),
                new KeptPartitions(workspace, isolation, settings.keptMemory()));
    this.blockBudget = new BlockBudget(settings.receiverMemory());
    this.accumulators = new Accumulators(engine.taskCopies());
  }

  private static LocalEngine.Options engineOptions(CoreSettings settings) {
    return LocalEngine.Options.ofCores(settings.cores())
        .withAttempts(settings.taskAttempts())
        .withOrder(settings.fair() ? JobOrder.FAIR : JobOrder.FIFO);
  }

  /** A copy of the settings. */
  public SparkConf getConf() {
    return conf.clone();
  }

  /**
   * Hadoop's settings for this context: those of its files on the class path, those of the
   * directory that the environment variable {@code HADOOP_CONF_DIR} names, and {@code
   * spark.hadoop.*}. Always the same object, which the program may change; outputs look at it when
   * they are called. The first call logs in, if {@code spark.kerberos.keytab} is set.
   *
   * @throws java.io.UncheckedIOException if they cannot be read or the login fails
   */
  public Configuration hadoopConfiguration() {
    return hadoopConfiguration.get();
  }

  public String master() {
    return settings.master();
  }

  public String appName() {
    return settings.appName();
  }

  /**
   * Where {@link RDD#checkpoint} writes: into a new directory in this one.
   *
   * @param directory of this machine, a {@code file:} URI, or of a Hadoop file system that can
   *     rename
   */
  public void setCheckpointDir(String directory) {
    checkpoints.setDirectory(requireText("setCheckpointDir", "directory", directory));
  }

  /** The new directory, if there is one. */
  public Option<String> getCheckpointDir() {
    return Option.apply(checkpoints.directory().orElse(null));
  }

  /** Names this run: {@code local-} and the time it began. */
  public String applicationId() {
    return "local-" + startTime;
  }

  public long startTime() {
    return startTime;
  }

  /** Partitions of an exchange that names no number. */
  public int defaultParallelism() {
    return settings.defaultParallelism();
  }

  /** Whether the program has set {@code spark.default.parallelism}. */
  public boolean isParallelismGiven() {
    return conf.contains("spark.default.parallelism");
  }

  /** Least partitions of a file: the default parallelism, but not more than 2. */
  public int defaultMinPartitions() {
    return Math.min(settings.defaultParallelism(), 2);
  }

  /**
   * How much the logging backend shows from now on.
   *
   * @param level ALL, TRACE, DEBUG, INFO, WARN, ERROR, FATAL or OFF, in any case
   */
  public void setLogLevel(String level) {
    LogLevels.set(level);
  }

  /** A value that all tasks read; it must not be changed any more. */
  public <T> Broadcast<T> broadcast(T value) {
    if (value instanceof RDD || value instanceof JavaRDDLike) {
      throw new IllegalArgumentException(
          "Can not directly broadcast RDDs; instead, call collect() and broadcast the result.");
    }
    requireNotStopped("broadcast");
    Broadcast<T> broadcast = new Broadcast<>(nextBroadcastId.getAndIncrement(), value);
    shared.add(broadcast);
    return broadcast;
  }

  private void requireNotStopped(String call) {
    if (stopped) {
      throw new IllegalStateException(call + ": the context has been stopped; make a new one.");
    }
  }

  /** A sum of whole numbers that starts at 0. */
  public LongAccumulator longAccumulator() {
    return registered(new LongAccumulator(), null);
  }

  public LongAccumulator longAccumulator(String name) {
    return registered(new LongAccumulator(), requireText("longAccumulator", "name", name));
  }

  /** A sum of floating-point numbers that starts at 0. */
  public DoubleAccumulator doubleAccumulator() {
    return registered(new DoubleAccumulator(), null);
  }

  public DoubleAccumulator doubleAccumulator(String name) {
    return registered(new DoubleAccumulator(), requireText("doubleAccumulator", "name", name));
  }

  /** A list that starts empty. */
  public <T> CollectionAccumulator<T> collectionAccumulator() {
    return registered(new CollectionAccumulator<>(), null);
  }

  public <T> CollectionAccumulator<T> collectionAccumulator(String name) {
    return registered(
        new CollectionAccumulator<>(), requireText("collectionAccumulator", "name", name));
  }

  private <A extends AccumulatorV2<?, ?>> A registered(A accumulator, String nameOrNull) {
    accumulators.registered(accumulator, Option.apply(nameOrNull));
    shared.add(accumulator);
    return accumulator;
  }

  /**
   * Sets something for the jobs that this thread submits from now on, and for those of threads that
   * it makes from now on. Tasks read it by {@link TaskContext#getLocalProperty}. {@code
   * spark.scheduler.pool} names the pool of its jobs ({@code spark.scheduler.mode=FAIR}).
   *
   * @param value null removes it
   */
  public void setLocalProperty(String key, String value) {
    jobProperties.set(requireText("setLocalProperty", "key", key), value);
  }

  /** What this thread has set, or null. */
  public String getLocalProperty(String key) {
    return jobProperties.ofThisThread().get(requireText("getLocalProperty", "key", key));
  }

  /** What is said about the jobs that this thread submits from now on; null for nothing. */
  public void setJobDescription(String value) {
    setLocalProperty(JobProperties.DESCRIPTION, value);
  }

  /** As {@link #setJobGroup(String, String, boolean)}. */
  public void setJobGroup(String groupId, String description) {
    setJobGroup(groupId, description, false);
  }

  /**
   * Puts the jobs that this thread submits from now on into a group, which {@link #cancelJobGroup}
   * can end.
   *
   * @param interruptOnCancel without effect: tasks of a cancelled job are always interrupted
   */
  public void setJobGroup(String groupId, String description, boolean interruptOnCancel) {
    setLocalProperty(JobProperties.GROUP, requireText("setJobGroup", "groupId", groupId));
    setLocalProperty(JobProperties.DESCRIPTION, description);
  }

  /** The jobs that this thread submits from now on are in no group. */
  public void clearJobGroup() {
    setLocalProperty(JobProperties.GROUP, null);
    setLocalProperty(JobProperties.DESCRIPTION, null);
  }

  /**
   * Ends the running jobs of a group. Their callers get a {@link SparkException}, their tasks are
   * interrupted. Does not wait. Jobs submitted later are not touched.
   */
  public void cancelJobGroup(String groupId) {
    requireText("cancelJobGroup", "groupId", groupId);
    engine.cancel(
        job -> groupId.equals(job.properties().get(JobProperties.GROUP)),
        "Job cancelled because job group " + Printable.text(groupId) + " was cancelled.");
  }

  /** As {@link #cancelJobGroup}, for all running jobs of the context. */
  public void cancelAllJobs() {
    engine.cancel(job -> true, "Job cancelled as part of cancellation of all jobs.");
  }

  /** What this thread has set for its jobs; for the engine's own modules. */
  public Map<String, String> jobProperties() {
    return jobProperties.ofThisThread();
  }

  /** For the datasets, which number themselves in the order in which they were made. */
  public int nextDatasetId() {
    return nextDatasetId.getAndIncrement();
  }

  public boolean isStopped() {
    return stopped;
  }

  /** Ends the engine. A second call does nothing. */
  public void stop() {
    stopped = true;
    engine.close();
    try {
      workspace.files().close();
    } catch (IOException failed) {
      LOG.warn("Temporary files could not all be deleted: {}", failed.toString());
    }
  }

  /** The typed settings; for the engine's own modules. */
  public CoreSettings settings() {
    return settings;
  }

  /** Memory for received blocks; for the engine's own modules. */
  public BlockBudget blockBudget() {
    return blockBudget;
  }

  /** Turns records into bytes and back; for the engine's own modules. */
  public Codec codec() {
    return codec;
  }

  /** What tasks work with; for the engine's own modules. */
  public Workspace workspace() {
    return workspace;
  }

  /** Keeps retained values from being changed; for the engine's own modules. */
  public Isolation isolation() {
    return isolation;
  }

  /** Writes datasets down; for the engine's own modules. */
  public Checkpoints checkpoints() {
    return checkpoints;
  }

  /**
   * Does a step of a state, and those before it, unless jobs have; for the engine's own modules.
   */
  public <R> void runSteps(StateStep<?, R> step) throws SparkException, InterruptedException {
    engine()
        .run(
            new Job<R, Boolean>(
                step.operator(),
                step,
                Job.Rounds.one(new int[0]),
                (partition, records) -> true,
                (partition, done) -> {},
                jobProperties()));
  }

  /**
   * Checks functions, if {@code tidemill.functions.check} asks for it; for the engine's modules.
   */
  public Optional<FunctionCheck> functionCheck() {
    return functionCheck;
  }

  /** What runs the plans; for the engine's own modules. */
  public Engine engine() {
    return engine;
  }
}
