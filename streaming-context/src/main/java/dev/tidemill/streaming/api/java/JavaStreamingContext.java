package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.Option;
import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaRDDLike;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.StorageLevels;
import dev.tidemill.api.java.function.Function0;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.text.Printable;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.source.QueueSource;
import dev.tidemill.files.FileStreams;
import dev.tidemill.receivers.ReceiverStreams;
import dev.tidemill.runtime.BatchRuntime;
import dev.tidemill.runtime.Clocks;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.dstream.CombinedDStreams;
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.streaming.dstream.SourceInputDStream;
import dev.tidemill.streaming.receiver.Receiver;
import dev.tidemill.streaming.scheduler.KeySize;
import dev.tidemill.streaming.scheduler.StateInfo;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.util.Clock;
import java.io.Closeable;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Queue;
import org.apache.hadoop.conf.Configuration;

/**
 * Where a streaming program begins: makes its input streams, starts and stops its batches.
 *
 * <pre>
 *   new ──► INITIALIZED ──start()──► ACTIVE ──stop()──► STOPPED
 * </pre>
 *
 * Streams and outputs are made before {@code start()}; a batch then runs for every interval that
 * the clock completes. Thread-safe; {@code stop} may be called from anywhere, also inside a batch.
 */
@DriverSide(what = "a streaming context", remedy = SparkContext.INSIDE_A_FUNCTION)
public class JavaStreamingContext implements Closeable {
  private static final String NEW = "new JavaStreamingContext";

  private final StreamingContext ssc;
  private final boolean stopSparkContextByDefault;

  /**
   * @throws IllegalArgumentException if the duration is null or not positive, or a setting is wrong
   */
  public JavaStreamingContext(SparkConf conf, Duration batchDuration) {
    this(contextOn(requireValue(NEW, "conf", conf), batchDuration));
  }

  /** Batches over the datasets of a context that exists already. */
  public JavaStreamingContext(JavaSparkContext sparkContext, Duration batchDuration) {
    this(
        contextOn(
            requireValue(NEW, "sparkContext", sparkContext).sc(), new StreamGraph(batchDuration)));
  }

  public JavaStreamingContext(String master, String appName, Duration batchDuration) {
    this(conf(master, appName), batchDuration);
  }

  /** As {@link #JavaStreamingContext(String, String, Duration, String, String[], Map)}. */
  public JavaStreamingContext(
      String master, String appName, Duration batchDuration, String sparkHome, String jarFile) {
    this(master, appName, batchDuration, sparkHome, new String[] {jarFile});
  }

  /** As {@link #JavaStreamingContext(String, String, Duration, String, String[], Map)}. */
  public JavaStreamingContext(
      String master, String appName, Duration batchDuration, String sparkHome, String[] jars) {
    this(master, appName, batchDuration, sparkHome, jars, Map.of());
  }

  /**
   * Takes what a cluster would want to know too; in one process it is kept among the settings and
   * has no effect.
   *
   * @param sparkHome may be null
   * @param jars may hold nulls
   */
  public JavaStreamingContext(
      String master,
      String appName,
      Duration batchDuration,
      String sparkHome,
      String[] jars,
      Map<String, String> environment) {
    this(clusterConf(master, appName, sparkHome, jars, environment), batchDuration);
  }

  private static SparkConf clusterConf(
      String master,
      String appName,
      String sparkHome,
      String[] jars,
      Map<String, String> environment) {
    SparkConf conf = conf(master, appName);
    if (sparkHome != null) {
      conf.set("spark.home", sparkHome);
    }
    List<String> named =
        Arrays.stream(requireValue(NEW, "jars", jars)).filter(Objects::nonNull).toList();
    if (!named.isEmpty()) {
      conf.set("spark.jars", String.join(",", named));
    }
    requireValue(NEW, "environment", environment)
        .forEach((key, value) -> conf.set("spark.executorEnv." + key, value));
    return conf;
  }

  private static SparkConf conf(String master, String appName) {
    return new SparkConf()
        .setMaster(requireText(NEW, "master", master))
        .setAppName(requireText(NEW, "appName", appName));
  }

  public JavaStreamingContext(StreamingContext ssc) {
    this.ssc = requireValue(NEW, "ssc", ssc);
    this.stopSparkContextByDefault =
        ssc.sparkContext().getConf().getBoolean("spark.streaming.stopSparkContextByDefault", true);
  }

  /** As {@link #JavaStreamingContext(String)}. */
  public JavaStreamingContext(String path, Configuration hadoopConf) {
    this(path);
  }

  /**
   * The legacy form that takes the whole program out of a checkpoint directory. Code is never kept
   * there, so there is nothing to take.
   *
   * @throws IllegalArgumentException always; showing the form that works
   */
  public JavaStreamingContext(String path) {
    this(refused(path));
  }

  private static StreamingContext refused(String path) {
    throw new IllegalArgumentException(
        "new JavaStreamingContext(path): a checkpoint directory holds data and no code, so the"
            + " context cannot be made from '"
            + Printable.text(requireText(NEW, "path", path))
            + "' alone; use JavaStreamingContext.getOrCreate(path, () -> { ... return context; })"
            + " with a function that makes the context and its streams.");
  }

  /** See {@link #getOrCreate(String, Function0, Configuration, boolean)}. */
  public static JavaStreamingContext getOrCreate(
      String checkpointPath, Function0<JavaStreamingContext> creatingFunc) {
    return CheckpointedContext.make(checkpointPath, creatingFunc, false);
  }

  /** See {@link #getOrCreate(String, Function0, Configuration, boolean)}. */
  public static JavaStreamingContext getOrCreate(
      String checkpointPath,
      Function0<JavaStreamingContext> creatingFunc,
      Configuration hadoopConf) {
    return getOrCreate(checkpointPath, creatingFunc, hadoopConf, false);
  }

  /**
   * A context that goes on where an earlier process of the program ended, or begins if there was
   * none. The function makes the context and its streams in either case, from the code and settings
   * of now: what is kept in the directory are positions, states and batches that are not over.
   * {@code start()} puts them back, and {@link StreamingContext#restoreReport} says what was found.
   *
   * <p>Throws a {@link dev.tidemill.SparkException}, undeclared, if the directory cannot be read.
   *
   * @param checkpointPath the directory; the function need not call {@code checkpoint} with it
   * @param hadoopConf not looked at: settings for Hadoop are {@code spark.hadoop.*}
   * @param createOnError whether to begin anew if the directory cannot be read; what is there is
   *     set aside
   * @throws IllegalStateException if the function gave a context that has been started, or none
   */
  public static JavaStreamingContext getOrCreate(
      String checkpointPath,
      Function0<JavaStreamingContext> creatingFunc,
      Configuration hadoopConf,
      boolean createOnError) {
    requireValue("getOrCreate", "hadoopConf", hadoopConf);
    return CheckpointedContext.make(checkpointPath, creatingFunc, createOnError);
  }

  private static StreamingContext contextOn(SparkConf conf, Duration batchDuration) {
    // The graph first: it refuses a wrong duration before a context has been made.
    StreamGraph graph = new StreamGraph(batchDuration);
    SparkContext sparkContext = new SparkContext(conf);
    try {
      return contextOn(sparkContext, graph);
    } catch (RuntimeException refused) {
      sparkContext.stop(); // nobody else can
      throw refused;
    }
  }

  private static StreamingContext contextOn(SparkContext sparkContext, StreamGraph graph) {
    Clock clock = Clocks.of(sparkContext.getConf());
    StreamingContext ssc =
        new StreamingContext(
            sparkContext, graph, BatchRuntime.onThreads(sparkContext, graph, clock));
    Option<String> directory =
        sparkContext.getConf().getOption("spark.streaming.checkpoint.directory");
    if (directory.isDefined()) {
      ssc.checkpoint(directory.get());
    }
    return ssc;
  }

  /** The jar that a class was loaded from, empty if it was not loaded from one. */
  public static String[] jarOfClass(Class<?> cls) {
    requireValue("jarOfClass", "cls", cls);
    URL place = cls.getResource("/" + cls.getName().replace('.', '/') + ".class");
    String text = place == null ? "" : place.toString();
    String inJar = "jar:file:";
    return text.startsWith(inJar)
        ? new String[] {text.substring(inJar.length(), text.indexOf('!'))}
        : new String[0];
  }

  public StreamingContext ssc() {
    return ssc;
  }

  public JavaSparkContext sparkContext() {
    return new JavaSparkContext(ssc.sparkContext());
  }

  public StreamingContextState getState() {
    return ssc.getState();
  }

  /** See {@link StreamingContext#remember}. */
  public void remember(Duration duration) {
    ssc.remember(duration);
  }

  /** See {@link StreamingContext#checkpoint}. */
  public void checkpoint(String directory) {
    ssc.checkpoint(directory);
  }

  public void addStreamingListener(StreamingListener streamingListener) {
    ssc.addStreamingListener(streamingListener);
  }

  /**
   * Lines of UTF-8 text from a server. The connection is made when the context starts and made
   * again whenever it ends.
   *
   * @throws IllegalArgumentException if the host is empty or the port not from 1 to 65535
   */
  public JavaReceiverInputDStream<String> socketTextStream(String hostname, int port) {
    return socketTextStream(hostname, port, StorageLevels.MEMORY_AND_DISK_SER_2);
  }

  public JavaReceiverInputDStream<String> socketTextStream(
      String hostname, int port, StorageLevel storageLevel) {
    return new JavaReceiverInputDStream<>(
        ReceiverStreams.socketText(ssc, hostname, port, storageLevel));
  }

  /** Records that a receiver of the program's own stores. */
  public <T> JavaReceiverInputDStream<T> receiverStream(Receiver<T> receiver) {
    return new JavaReceiverInputDStream<>(ReceiverStreams.stream(ssc, receiver));
  }

  /**
   * Lines of the files that appear in a directory from now on, each file once, in the batch after
   * it appeared. Move files in by rename, so that none is seen half-written.
   */
  public JavaDStream<String> textFileStream(String directory) {
    return new JavaDStream<>(FileStreams.text(ssc, directory));
  }

  /** As {@link #queueStream(Queue, boolean)}, one dataset a batch. */
  public <T> JavaDStream<T> queueStream(Queue<JavaRDD<T>> queue) {
    return queueStream(queue, true);
  }

  /**
   * The datasets in the queue now; what is added later is not seen. When none is left, batches are
   * empty.
   *
   * @param oneAtATime one dataset for each batch, or all of them for the first
   */
  public <T> JavaInputDStream<T> queueStream(Queue<JavaRDD<T>> queue, boolean oneAtATime) {
    return queueStream(queue, oneAtATime, new Source<>(GivenData.sliced(List.<T>of(), 1)));
  }

  /** As above, with a dataset for every batch for which the queue has none. */
  public <T> JavaInputDStream<T> queueStream(
      Queue<JavaRDD<T>> queue, boolean oneAtATime, JavaRDD<T> defaultRDD) {
    // A NullPointerException, as the contract has it (semantics section 8).
    Objects.requireNonNull(defaultRDD, "queueStream: defaultRDD is null; use emptyRDD().");
    return queueStream(queue, oneAtATime, ownPlan(defaultRDD));
  }

  private <T> JavaInputDStream<T> queueStream(
      Queue<JavaRDD<T>> queue, boolean oneAtATime, Plan<T> whenEmpty) {
    List<Plan<T>> plans = new ArrayList<>();
    for (JavaRDD<T> rdd : requireValue("queueStream", "queue", queue)) {
      plans.add(ownPlan(requireValue("queueStream", "a dataset in the queue", rdd)));
    }
    return new JavaInputDStream<>(
        new SourceInputDStream<>(
            ssc, "queueStream", new QueueSource<>(plans, oneAtATime, whenEmpty)));
  }

  private <T> Plan<T> ownPlan(JavaRDD<T> rdd) {
    if (rdd.rdd().context() != ssc.sparkContext()) {
      throw new IllegalStateException(
          "queueStream: a dataset belongs to another context; make it with sparkContext() of this"
              + " streaming context.");
    }
    return rdd.rdd().plan();
  }

  /**
   * The records of all streams, batch by batch.
   *
   * @throws IllegalArgumentException if there is none, or they differ in slide or context
   */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <T> JavaDStream<T> union(JavaDStream<T>... jdstreams) {
    return new JavaDStream<>(
        united(dstreams(Arrays.asList(requireValue("union", "jdstreams", jdstreams)))));
  }

  /** As above, for pairs. */
  @SafeVarargs
  @SuppressWarnings("varargs") // the array is only read
  public final <K, V> JavaPairDStream<K, V> union(JavaPairDStream<K, V>... jdstreams) {
    return new JavaPairDStream<>(
        united(dstreams(Arrays.asList(requireValue("union", "jdstreams", jdstreams)))));
  }

  private static <T> List<DStream<T>> dstreams(List<? extends JavaDStreamLike<T, ?, ?>> streams) {
    List<DStream<T>> behind = new ArrayList<>();
    for (JavaDStreamLike<T, ?, ?> stream : streams) {
      behind.add(requireValue("union", "a stream", stream).dstream());
    }
    return behind;
  }

  private static <T> DStream<T> united(List<DStream<T>> streams) {
    if (streams.isEmpty()) {
      throw new IllegalArgumentException("Union called on no streams; give at least one.");
    }
    return CombinedDStreams.union(streams);
  }

  /**
   * The function gets the datasets of all streams of a batch, in the order of the list, and gives
   * one. It runs once a batch, on the thread that plans batches. Pair streams are given as {@code
   * toJavaDStream()}.
   *
   * @throws NoSuchElementException if there is no stream
   * @throws IllegalArgumentException if the streams differ in slide or context
   */
  public <T> JavaDStream<T> transform(
      List<JavaDStream<?>> dstreams, Function2<List<JavaRDD<?>>, Time, JavaRDD<T>> transformFunc) {
    return new JavaDStream<>(transformed("transform", dstreams, transformFunc));
  }

  /** As {@link #transform}, for a function that gives pairs. */
  public <K, V> JavaPairDStream<K, V> transformToPair(
      List<JavaDStream<?>> dstreams,
      Function2<List<JavaRDD<?>>, Time, JavaPairRDD<K, V>> transformFunc) {
    return new JavaPairDStream<>(transformed("transformToPair", dstreams, transformFunc));
  }

  private static <T> DStream<T> transformed(
      String operator,
      List<JavaDStream<?>> streams,
      Function2<List<JavaRDD<?>>, Time, ? extends JavaRDDLike<T, ?>> function) {
    requireFunction(operator, function);
    List<DStream<?>> behind = new ArrayList<>();
    for (JavaDStream<?> stream : requireValue(operator, "dstreams", streams)) {
      behind.add(requireValue(operator, "a stream", stream).dstream());
    }
    if (behind.isEmpty()) {
      // Of this kind as the contract has it (semantics section 4).
      throw new NoSuchElementException(operator + ": there is no stream; give at least one.");
    }
    return CombinedDStreams.transformed(
        operator,
        behind,
        (datasets, time) -> {
          List<JavaRDD<?>> wrapped = new ArrayList<>(datasets.size());
          datasets.forEach(dataset -> wrapped.add(new JavaRDD<>(dataset)));
          return function.call(wrapped, time);
        });
  }

  /** See {@link StreamingContext#states}. */
  public List<StateInfo> states() {
    return ssc.states();
  }

  /** See {@link StreamingContext#largestKeys}. */
  public List<KeySize> largestKeys(JavaDStreamLike<?, ?, ?> state, int most) {
    return ssc.largestKeys(requireValue("largestKeys", "state", state).dstream(), most);
  }

  /**
   * Checks the streams and begins the batches. The first one is for the next multiple of the
   * interval after now.
   *
   * @throws IllegalArgumentException if there is no output operation
   * @throws IllegalStateException after a stop, or if another context of this process is active
   */
  public void start() {
    ssc.start();
  }

  /**
   * Waits until the context has stopped or a batch failed.
   *
   * @throws InterruptedException if the waiting thread is interrupted; else it throws, undeclared,
   *     what the most recent failed batch threw
   */
  public void awaitTermination() throws InterruptedException {
    ssc.awaitTermination();
  }

  /**
   * As {@link #awaitTermination} for a limited time in milliseconds.
   *
   * @return true if the context has stopped
   */
  public boolean awaitTerminationOrTimeout(long timeout) throws InterruptedException {
    return ssc.awaitTerminationOrTimeout(timeout);
  }

  public void stop() {
    stop(stopSparkContextByDefault);
  }

  public void stop(boolean stopSparkContext) {
    stop(stopSparkContext, false);
  }

  /**
   * Ends the batches. Inside a batch, a listener or a receiver it returns at once, and the batch
   * that runs is finished first.
   *
   * @param stopGracefully first ends the input and runs everything that has been received
   */
  public void stop(boolean stopSparkContext, boolean stopGracefully) {
    ssc.stop(stopSparkContext, stopGracefully);
  }

  @Override
  public void close() {
    stop();
  }
}
