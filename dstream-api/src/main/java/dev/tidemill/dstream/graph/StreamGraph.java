package dev.tidemill.dstream.graph;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.core.error.CallSite;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * All streams and outputs of a program.
 *
 * <p>Built by the user's calls until {@link #start}, fixed from then on. Nodes are numbered as they
 * are added, so parents come before children and every pass is one flat loop in that order, each
 * node once, however many paths lead to it.
 *
 * <p>Threads: {@link #plan} by one thread at a time, in batch order; everything else by any.
 */
public final class StreamGraph {
  private enum Phase {
    /** Streams and outputs may be added. */
    BUILDING,
    /** Batches are planned. */
    STARTED,
    /** Over. */
    STOPPED
  }

  /** 292 years: times and windows stay far from the largest number. */
  private static final long LONGEST_MS = 292L * 365 * 24 * 3600 * 1000;

  private final Duration batchInterval;
  private final List<StreamNode<?>> nodes = new ArrayList<>();
  private final List<Output<?>> outputs = new ArrayList<>();
  private Phase phase = Phase.BUILDING;
  private Optional<Duration> remember = Optional.empty();
  private Time zeroTime;
  private StreamNode<?>[] needed;

  /**
   * @throws IllegalArgumentException if the interval is null or not positive
   */
  public StreamGraph(Duration batchInterval) {
    if (batchInterval == null) {
      throw new IllegalArgumentException("Batch duration for StreamingContext cannot be null");
    }
    long millis = batchInterval.milliseconds();
    if (millis <= 0 || millis > LONGEST_MS) {
      throw new IllegalArgumentException(
          "Batch duration is " + batchInterval + "; use 1 ms to " + LONGEST_MS + " ms.");
    }
    this.batchInterval = batchInterval;
  }

  public Duration batchDuration() {
    return batchInterval;
  }

  /**
   * Takes a node whose parents have been added.
   *
   * @throws IllegalStateException after start or stop
   * @throws IllegalArgumentException if a parent is of another graph, or the node was added before
   */
  public synchronized <T, N extends StreamNode<T>> N add(N node) {
    requireBuilding();
    if (node.number() >= 0) {
      throw new IllegalArgumentException("The stream '" + node + "' has been added before.");
    }
    node.parents().forEach(parent -> requireOurs(node.operator(), parent));
    node.number(nodes.size());
    nodes.add(node);
    return node;
  }

  private void requireOurs(String operation, StreamNode<?> node) {
    int number = node.number();
    if (number < 0 || number >= nodes.size() || nodes.get(number) != node) {
      throw new IllegalArgumentException(
          operation
              + ": the stream '"
              + node
              + "' belongs to another StreamingContext; use streams of one context.");
    }
  }

  /** Registers an output; its order is that of the calls. */
  public synchronized <T> void addOutput(
      String operation, StreamNode<T> node, Output.Action<T> action) {
    requireBuilding();
    requireOurs(operation, node);
    outputs.add(new Output<>(outputs.size(), CallSite.of(operation), node, action));
  }

  private void requireBuilding() {
    if (phase != Phase.BUILDING) {
      throw new IllegalStateException(
          "Adding new inputs, transformations, and output operations after "
              + (phase == Phase.STARTED ? "starting" : "stopping")
              + " a context is not supported; make them before start(), in a new context.");
    }
  }

  /**
   * @throws IllegalArgumentException if not positive, or set before
   */
  public synchronized void remember(Duration duration) {
    requireValue("remember", "duration", duration);
    if (duration.milliseconds() <= 0) {
      throw new IllegalArgumentException(
          "remember: duration is " + duration + "; use 1 ms or more.");
    }
    if (remember.isPresent()) {
      throw new IllegalArgumentException(
          "Remember duration already set as " + remember.get() + ". Cannot set it again.");
    }
    remember = Optional.of(duration);
  }

  /**
   * Fixes the graph.
   *
   * @throws IllegalArgumentException if there is no output
   */
  public synchronized void start(Time zero) {
    if (outputs.isEmpty()) {
      throw new IllegalArgumentException(
          "No output operations registered, so nothing to execute; call print() or foreachRDD() on"
              + " a stream before start().");
    }
    phase = Phase.STARTED;
    zeroTime = zero;
    needed = reachable();
  }

  /** The nodes that outputs need, in order; others are not planned. */
  private StreamNode<?>[] reachable() {
    boolean[] reached = new boolean[nodes.size()];
    outputs.forEach(output -> reached[output.node().number()] = true);
    List<StreamNode<?>> inOrder = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (reached[i]) {
        inOrder.add(nodes.get(i));
        nodes.get(i).parents().forEach(parent -> reached[parent.number()] = true);
      }
    }
    Collections.reverse(inOrder);
    return inOrder.toArray(new StreamNode<?>[0]);
  }

  public synchronized void stop() {
    phase = Phase.STOPPED;
  }

  /** The sources in the order in which they were added, those without an output too. */
  public synchronized List<StreamSource<?>> sources() {
    List<StreamSource<?>> sources = new ArrayList<>();
    for (StreamNode<?> node : nodes) {
      if (node instanceof SourceNode<?> source) {
        sources.add(source.source());
      }
    }
    return sources;
  }

  /**
   * The jobs of a batch, in the order of the outputs. An output whose stream has no dataset has no
   * job. Every needed node is computed once, user functions of transform included.
   */
  public List<OutputJob> plan(Time time) throws Exception {
    BatchPlan batch = new BatchPlan(time, nodes.size());
    for (StreamNode<?> node : needed) {
      if (isDue(node, time)) {
        compute(node, batch);
      }
    }
    List<OutputJob> jobs = new ArrayList<>(outputs.size());
    for (Output<?> output : outputs) {
      addJob(output, batch, jobs);
    }
    return jobs;
  }

  private boolean isDue(StreamNode<?> node, Time time) {
    return time.greater(zeroTime) && time.minus(zeroTime).isMultipleOf(node.slide());
  }

  private static <T> void compute(StreamNode<T> node, BatchPlan batch) throws Exception {
    batch.set(node, node.compute(batch));
  }

  private static <T> void addJob(Output<T> output, BatchPlan batch, List<OutputJob> jobs) {
    batch.of(output.node()).ifPresent(plan -> jobs.add(OutputJob.of(output, plan, batch.time())));
  }

  /** The latest batch whose input nobody can ask for any more once {@code done} has completed. */
  public synchronized Time releasable(Time done) {
    return remember.map(done::minus).orElse(done);
  }
}
