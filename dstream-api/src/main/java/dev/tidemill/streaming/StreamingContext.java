package dev.tidemill.streaming;

import static dev.tidemill.core.error.Arguments.requirePositive;
import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.SparkContext;
import dev.tidemill.core.closure.DriverSide;
import dev.tidemill.dstream.graph.KeyedStateNode;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.runtime.StreamingRuntime;
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.streaming.scheduler.JobScheduler;
import dev.tidemill.streaming.scheduler.KeySize;
import dev.tidemill.streaming.scheduler.StateInfo;
import dev.tidemill.streaming.scheduler.StreamingListener;
import java.util.List;
import java.util.Optional;

/**
 * What all streams of a program share: the graph they are nodes of, the datasets' context, and the
 * runtime that drives the batches. Java programs use it through {@code JavaStreamingContext}.
 */
@DriverSide(what = "a streaming context", remedy = SparkContext.INSIDE_A_FUNCTION)
public class StreamingContext {
  private final SparkContext sparkContext;
  private final StreamGraph graph;
  private final StreamingRuntime runtime;

  public StreamingContext(SparkContext sparkContext, StreamGraph graph, StreamingRuntime runtime) {
    this.sparkContext = sparkContext;
    this.graph = graph;
    this.runtime = runtime;
  }

  public SparkContext sparkContext() {
    return sparkContext;
  }

  public SparkContext sc() {
    return sparkContext;
  }

  public StreamGraph graph() {
    return graph;
  }

  /** For tests that move the clock: {@code ((ManualClock) scheduler().clock()).advance(1000)}. */
  public JobScheduler scheduler() {
    return new JobScheduler(runtime.clock());
  }

  /**
   * What the states by key hold and what the latest batches did to them, in the order in which they
   * were made. Any thread; costs next to nothing.
   */
  public List<StateInfo> states() {
    return graph.keyedStates().stream().map(KeyedStateNode::info).toList();
  }

  /**
   * The keys of a state that take most of the heap with their values, the largest one first: an
   * estimate. Looks at all keys, while batches go on. Any thread.
   *
   * @param state what {@code mapWithState} or {@code updateStateByKey} has returned
   * @param most how many are wanted
   * @throws IllegalArgumentException if the stream is no state, or the number is not positive
   */
  public List<KeySize> largestKeys(DStream<?> state, int most) {
    requireValue("largestKeys", "state", state);
    requirePositive("largestKeys", "most", most);
    if (!(state.node() instanceof KeyedStateNode<?, ?, ?> node)) {
      throw new IllegalArgumentException(
          "largestKeys: '"
              + state.node()
              + "' is no state; give the stream that mapWithState or updateStateByKey returned.");
    }
    return node.largestKeys(most);
  }

  public StreamingContextState getState() {
    return runtime.state();
  }

  /**
   * Keeps the datasets of every stream at least this long after their batch.
   *
   * @throws IllegalArgumentException if not positive, or set before
   */
  public void remember(Duration duration) {
    graph.remember(duration);
  }

  /**
   * Where batches leave what a later process needs to go on, and where datasets of streams are
   * checkpointed to. What an earlier program has left there is set aside: to go on with it, make
   * the context by {@code JavaStreamingContext.getOrCreate}.
   *
   * @param directory of this machine, a {@code file:} URI, or of a Hadoop file system that can
   *     rename; null for none
   * @throws IllegalArgumentException if it is empty, or nothing serves the file system
   */
  public void checkpoint(String directory) {
    checkpoint(directory, false);
  }

  /** As above; for the engine's own modules. */
  public void checkpoint(String directory, boolean goOn) {
    if (directory != null) {
      sparkContext.setCheckpointDir(requireText("checkpoint", "directory", directory));
    }
    runtime.checkpoint(directory, goOn);
  }

  /** What was found in the checkpoint directory at the start, and what was made of it. */
  public Optional<RestoreReport> restoreReport() {
    return runtime.restoreReport();
  }

  /**
   * What had not been done when the context stopped, and what becomes of it. Empty before the end,
   * and if the context never started.
   */
  public Optional<StopReport> stopReport() {
    return runtime.stopReport();
  }

  public void addStreamingListener(StreamingListener listener) {
    runtime.addListener(requireValue("addStreamingListener", "streamingListener", listener));
  }

  public void removeStreamingListener(StreamingListener listener) {
    runtime.removeListener(requireValue("removeStreamingListener", "streamingListener", listener));
  }

  /** See {@link StreamingRuntime#start}. */
  public void start() {
    runtime.start();
  }

  /** See {@link StreamingRuntime#awaitTermination}. */
  public void awaitTermination() throws InterruptedException {
    runtime.awaitTermination();
  }

  /** See {@link StreamingRuntime#awaitTerminationOrTimeout}. */
  public boolean awaitTerminationOrTimeout(long timeout) throws InterruptedException {
    return runtime.awaitTerminationOrTimeout(timeout);
  }

  public void stop(boolean stopSparkContext) {
    runtime.stop(stopSparkContext, false);
  }

  /** See {@link StreamingRuntime#stop}. */
  public void stop(boolean stopSparkContext, boolean stopGracefully) {
    runtime.stop(stopSparkContext, stopGracefully);
  }
}
