package dev.tidemill;

import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.broadcast.Broadcast;
import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.core.check.FunctionCheck;
import dev.tidemill.core.closure.Closures;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.closure.FunctionCopies;
import dev.tidemill.core.closure.SharedVariables;
import dev.tidemill.core.closure.WeakById;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.conf.CoreSettings;
import dev.tidemill.core.conf.HadoopSettings;
import dev.tidemill.core.conf.Settings;
import dev.tidemill.core.engine.Engine;
import dev.tidemill.core.engine.Job;
import dev.tidemill.core.engine.local.JobOrder;
import dev.tidemill.core.engine.local.LocalEngine;
import dev.tidemill.core.engine.local.kept.KeptPartitions;
import dev.tidemill.core.engine.reference.ReferenceEngine;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.hadoop.ContextConfiguration;
import dev.tidemill.core.input.Compression;
import dev.tidemill.core.input.LineRules;
import dev.tidemill.core.log.LogLevels;
import dev.tidemill.core.memory.MemoryBudget;
import dev.tidemill.core.memory.SpillFiles;
import dev.tidemill.core.memory.Workspace;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.task.JobProperties;
import dev.tidemill.core.text.Printable;
import dev.tidemill.rdd.AddedFiles;
import dev.tidemill.rdd.BackgroundActions;
import dev.tidemill.rdd.Checkpoints;
import dev.tidemill.rdd.RDD;
import dev.tidemill.util.AccumulatorV2;
import dev.tidemill.util.Accumulators;
import dev.tidemill.util.CollectionAccumulator;
import dev.tidemill.util.DoubleAccumulator;
import dev.tidemill.util.LongAccumulator;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
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
  private static final AtomicReference<SparkContext> LATEST = new AtomicReference<>();

  private final SparkConf conf;
  private final CoreSettings settings;
  private final Engine engine;
  private final BlockBudget blockBudget;
  private final Accumulators accumulators;
  private final AtomicLong nextBroadcastId = new AtomicLong();
  private final AtomicLong nextJobId = new AtomicLong();
  private final AtomicInteger nextDatasetId = new AtomicInteger();
  private final Codec codec;
  private final Workspace workspace;
  private final Isolation isolation;
  private final SharedVariables shared;
  private final Optional<FunctionCheck> functionCheck;
  private final long startTime = System.currentTimeMillis();
  private final Checkpoints checkpoints;
  private final JobProperties jobProperties = new JobProperties();
  private final ContextConfiguration hadoopConfiguration;
  private final BackgroundActions background;
  private final AddedFiles addedFiles;
  private final WeakById<RDD<?>> persisted = new WeakById<>();
  private volatile boolean stopped;

  /** The context that was made last, unless it has been stopped; else a new one. */
  public static SparkContext getOrCreate() {
    return getOrCreate(new SparkConf());
  }

  /**
   * As above.
   *
   * @param config for a new one; without effect on one that is there, and one line says so
   */
  public static SparkContext getOrCreate(SparkConf config) {
    requireValue("getOrCreate", "config", config);
    synchronized (LATEST) {
      SparkContext there = LATEST.get();
      if (there == null || there.isStopped()) {
        return new SparkContext(config);
      }
      LOG.warn("The context that is there is used again; settings given now have no effect.");
      return there;
    }
  }

  /** As with {@link SparkConf#setMaster} and {@link SparkConf#setAppName}. */
  public SparkContext(String master, String appName) {
    this(master, appName, new SparkConf());
  }

  /** As above; these go before those of the settings, which are not changed. */
  public SparkContext(String master, String appName, SparkConf conf) {
    this(
        requireValue("new SparkContext", "conf", conf)
            .clone()
            .setMaster(requireText("new SparkContext", "master", master))
            .setAppName(requireText("new SparkContext", "appName", appName)));
  }

  public SparkContext() {
    this(new SparkConf());
  }

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
    this.shared = new SharedVariables(codec);
    Closures closures = new Closures(shared);
    this.workspace =
        new Workspace(
            codec,
            new MemoryBudget(settings.taskMemory(), settings.cores()),
            new SpillFiles(settings.localDirectories()),
            new FunctionCopies(closures, shared));
    this.functionCheck =
        settings.checkFunctions() ? Optional.of(new FunctionCheck(closures)) : Optional.empty();
    this.engine =
        settings.referenceEngine()
            ? new ReferenceEngine(settings.taskAttempts(), closures, workspace)
            : new LocalEngine(
                engineOptions(settings),
                new KeptPartitions(workspace, isolation, settings.keptMemory()));
    this.background = new BackgroundActions(this, jobProperties, settings.cores());
    this.checkpoints = new Checkpoints(this, settings.localDirectories().get(0));
    this.addedFiles = new AddedFiles(engine.taskCopies(), settings.localDirectories().get(0));
    this.blockBudget = new BlockBudget(settings.receiverMemory());
    this.accumulators = new Accumulators(engine.taskCopies());
    this.conf.set("spark.app.id", applicationId());
    addGivenFiles();
    LATEST.set(this);
  }

  private void addGivenFiles() {
    boolean done = false;
    try {
      pathsOf("spark.files").forEach(this::addFile);
      pathsOf("spark.jars").forEach(this::addJar);
      done = true;
    } finally {
      if (!done) {
        stop();
      }
    }
  }

  private List<String> pathsOf(String key) {
    return Arrays.stream(conf.get(key, "").split(","))
        .map(String::trim)
        .filter(path -> !path.isEmpty())
        .toList();
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

  /** Always: one process does all. */
  public boolean isLocal() {
    return true;
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

  /** Has tasks add to an accumulator of the program's own class; see {@link AccumulatorV2}. */
  public void register(AccumulatorV2<?, ?> acc) {
    registered(requireValue("register", "acc", acc), null);
  }

  /** As above, with a name for people. */
  public void register(AccumulatorV2<?, ?> acc, String name) {
    registered(requireValue("register", "acc", acc), requireText("register", "name", name));
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
   * Ends the jobs of a group, those that run and those that wait for a thread. Their callers get a
   * {@link SparkException}, their tasks are interrupted. Does not wait. Jobs submitted later are
   * not touched.
   */
  public void cancelJobGroup(String groupId) {
    requireText("cancelJobGroup", "groupId", groupId);
    cancel(
        job -> groupId.equals(job.properties().get(JobProperties.GROUP)),
        "Job cancelled because job group " + Printable.text(groupId) + " was cancelled.");
  }

  /** As {@link #cancelJobGroup}, for all jobs of the context. */
  public void cancelAllJobs() {
    cancel(job -> true, "Job cancelled as part of cancellation of all jobs.");
  }

  private void cancel(Predicate<Job<?, ?>> chosen, String reason) {
    background.cancel(chosen, reason);
    engine.cancel(chosen, reason);
  }

  /** As {@link #cancelJobGroup(String)}, with a reason that the callers are told. */
  public void cancelJobGroup(String groupId, String reason) {
    requireText("cancelJobGroup", "groupId", groupId);
    cancel(
        job -> groupId.equals(job.properties().get(JobProperties.GROUP)),
        "Job cancelled because job group "
            + Printable.text(groupId)
            + " was cancelled: "
            + requireValue("cancelJobGroup", "reason", reason));
  }

  /** Puts a tag on the jobs that this thread submits from now on, besides those it has put. */
  public void addJobTag(String tag) {
    Set<String> tags = getJobTags();
    tags.add(requireTag("addJobTag", tag));
    setJobTags(tags);
  }

  /** Takes a tag away from the jobs that this thread submits from now on. */
  public void removeJobTag(String tag) {
    Set<String> tags = getJobTags();
    tags.remove(requireTag("removeJobTag", tag));
    setJobTags(tags);
  }

  private void setJobTags(Set<String> tags) {
    setLocalProperty(JobProperties.TAGS, tags.isEmpty() ? null : String.join(",", tags));
  }

  /** What this thread has put on its jobs. A copy. */
  public Set<String> getJobTags() {
    return JobProperties.tags(jobProperties.ofThisThread());
  }

  public void clearJobTags() {
    setJobTags(Set.of());
  }

  /** As {@link #cancelJobGroup(String)}, for the jobs with a tag. */
  public void cancelJobsWithTag(String tag) {
    requireTag("cancelJobsWithTag", tag);
    cancel(
        job -> JobProperties.tags(job.properties()).contains(tag),
        "Job cancelled because jobs with tag " + Printable.text(tag) + " were cancelled.");
  }

  /** As above, with a reason that the callers are told. */
  public void cancelJobsWithTag(String tag, String reason) {
    requireTag("cancelJobsWithTag", tag);
    cancel(
        job -> JobProperties.tags(job.properties()).contains(tag),
        "Job cancelled because jobs with tag "
            + Printable.text(tag)
            + " were cancelled: "
            + requireValue("cancelJobsWithTag", "reason", reason));
  }

  private static String requireTag(String call, String tag) {
    if (requireText(call, "tag", tag).contains(",")) {
      throw new IllegalArgumentException(
          call + ": tag is '" + tag + "'; a tag has no comma, call " + call + " for each.");
    }
    return tag;
  }

  /** What stages of this thread's jobs are called from now on, in place of their operators. */
  public void setCallSite(String shortCallSite) {
    setLocalProperty(JobProperties.CALL_SITE, shortCallSite);
  }

  public void clearCallSite() {
    setCallSite(null);
  }

  /** As {@link #addFile(String, boolean)}, not for directories. */
  public void addFile(String path) {
    addFile(path, false);
  }

  /**
   * Copies a file to where tasks find it by {@link SparkFiles#get}. Throws, undeclared, a {@link
   * java.nio.file.NoSuchFileException} if it is not there.
   *
   * @param path of this machine, a {@code file:} URI, or of any Hadoop file system
   * @param recursive whether it may be a directory, which is copied with all that is in it
   * @throws IllegalArgumentException if another one of that name was added before
   */
  public void addFile(String path, boolean recursive) {
    requireText("addFile", "path", path);
    try {
      addedFiles.add(path, recursive, HadoopSettings.of(conf));
    } catch (IOException | SparkException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /**
   * Lets tasks that begin from now on find the classes of a jar by their context class loader. What
   * is on the class path of this process they find anyway, so a jar that is not there, as the one
   * of the program itself often is not, is only warned of.
   *
   * @param path as of {@link #addFile(String, boolean)}
   */
  public void addJar(String path) {
    requireText("addJar", "path", path);
    try {
      addedFiles.addJar(path, HadoopSettings.of(conf));
    } catch (NoSuchFileException missing) {
      LOG.warn(
          "Jar {} is not there; tasks find what is on the class path of this process.",
          Printable.text(path));
    } catch (IOException failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /** The jars that were added. */
  public List<String> jars() {
    return addedFiles.jars();
  }

  /** The user in whose name this process runs. */
  public String sparkUser() {
    return System.getProperty("user.name");
  }

  /** The release of Tidemill. */
  public String version() {
    String release = SparkContext.class.getPackage().getImplementationVersion();
    return release == null ? "development" : release;
  }

  /** The datasets that the program keeps and still holds, by their numbers. A copy. */
  public Map<Integer, RDD<?>> getPersistentRDDs() {
    Map<Integer, RDD<?>> kept = new TreeMap<>();
    persisted.all().stream()
        .filter(rdd -> rdd.plan().isKept())
        .forEach(rdd -> kept.put(rdd.id(), rdd));
    return kept;
  }

  /** For the datasets, when the program keeps them. */
  public void persisted(RDD<?> rdd) {
    persisted.put(rdd.id(), rdd);
  }

  /** What this thread has set for its jobs; for the engine's own modules. */
  public Map<String, String> jobProperties() {
    return jobProperties.ofThisThread();
  }

  /** For the jobs of this context; see {@link Job#id}. */
  public long nextJobId() {
    return nextJobId.getAndIncrement();
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
    LATEST.compareAndSet(this, null);
    background.close();
    engine.close();
    deleted(addedFiles);
    deleted(checkpoints);
    deleted(workspace.files());
  }

  private static void deleted(Closeable files) {
    try {
      files.close();
    } catch (IOException failed) {
      LOG.warn("Temporary files could not all be deleted: {}", failed.toString());
    }
  }

  /** The typed settings; for the engine's own modules. */
  public CoreSettings settings() {
    return settings;
  }

  /** How lines of files are read; for the engine's own modules. */
  public LineRules lineRules() {
    return new LineRules(settings.maxLineBytes(), new Compression(HadoopSettings.of(conf)));
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
                nextJobId(),
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

  /** Runs actions for which nobody waits; for the engine's own modules. */
  public BackgroundActions background() {
    return background;
  }

  /** What runs the plans; for the engine's own modules. */
  public Engine engine() {
    return engine;
  }
}
