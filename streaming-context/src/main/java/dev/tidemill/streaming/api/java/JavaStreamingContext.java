package dev.tidemill.streaming.api.java;

import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.StorageLevels;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.graph.SourceNode;
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
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.streaming.receiver.Receiver;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.util.Clock;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;

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
  private final StreamingContext ssc;
  private final boolean stopSparkContextByDefault;

  /**
   * @throws IllegalArgumentException if the duration is null or not positive, or a setting is wrong
   */
  public JavaStreamingContext(SparkConf conf, Duration batchDuration) {
    this(contextOn(requireValue("new JavaStreamingContext", "conf", conf), batchDuration));
  }

  /** Batches over the datasets of a context that exists already. */
  public JavaStreamingContext(JavaSparkContext sparkContext, Duration batchDuration) {
    this(
        contextOn(
            requireValue("new JavaStreamingContext", "sparkContext", sparkContext).sc(),
            new StreamGraph(batchDuration)));
  }

  public JavaStreamingContext(String master, String appName, Duration batchDuration) {
    this(
        new SparkConf()
            .setMaster(requireText("new JavaStreamingContext", "master", master))
            .setAppName(requireText("new JavaStreamingContext", "appName", appName)),
        batchDuration);
  }

  public JavaStreamingContext(StreamingContext ssc) {
    this.ssc = requireValue("new JavaStreamingContext", "ssc", ssc);
    this.stopSparkContextByDefault =
        ssc.sparkContext().getConf().getBoolean("spark.streaming.stopSparkContextByDefault", true);
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
    return new StreamingContext(
        sparkContext, graph, BatchRuntime.onThreads(sparkContext, graph, clock));
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
        new DStream<>(
            ssc,
            new SourceNode<>(
                "queueStream",
                new QueueSource<>(plans, oneAtATime, whenEmpty),
                ssc.graph().batchDuration())));
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
