package dev.tidemill.dstream.graph;

import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.SparkException;
import dev.tidemill.core.error.CallSite;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.text.Printable;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.StateInfo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
  private static final int LONGEST_NAME = 100;

  private static final long LONGEST_MS = 292L * 365 * 24 * 3600 * 1000;

  private final Duration batchInterval;
  private final List<StreamNode<?>> nodes = new ArrayList<>();
  private final List<Output<?>> outputs = new ArrayList<>();
  private final Set<String> claimed = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private final Set<Class<?>> programClasses = new HashSet<>();
  private Phase phase = Phase.BUILDING;
  private Optional<Duration> remember = Optional.empty();
  // Null until the start.
  private volatile BatchPlanner planner;

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
    if (node instanceof StateNode<?, ?>) {
      CallSite.userClass().ifPresent(programClasses::add); // what it keeps is made there
    }
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

  /**
   * Gives a stream the name by which a later process finds what was kept of it.
   *
   * @throws IllegalArgumentException if the name is empty, too long, or that of another stream
   */
  public synchronized void name(StreamNode<?> node, String name) {
    requireBuilding();
    requireText("name", "name", name);
    if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          "name: '"
              + Printable.text(name)
              + "' is not a name; use 1 to "
              + LONGEST_NAME
              + " characters in one line.");
    }
    if (!names.add(name)) {
      throw new IllegalArgumentException(
          "name: another stream is called '" + name + "' already; use each name once.");
    }
    node.name(name);
  }

  /**
   * What of the graph outlives the process. Nothing may be added from then on that it does not
   * show, so it is asked for at the start.
   */
  public synchronized DurableParts durableParts() {
    RememberPlan.apply(nodes, remember);
    retainDatasets();
    return new DurableParts(nodes, outputs, programClasses);
  }

  /**
   * Windows need the datasets of their parents after a restart. Those that take panes out again
   * need the very ones that they have taken in, whatever code makes them now.
   */
  private void retainDatasets() {
    for (StreamNode<?> node : nodes) {
      if (node instanceof WindowNode<?> || node instanceof ReducedWindowNode<?, ?>) {
        StreamNode<?> parent = node.parents().get(0);
        boolean takesOut = node instanceof StateNode<?, ?> window && window.needsLog();
        if (takesOut || !parent.isReplayable()) {
          parent.retain();
          persistUnlessSet(parent, StorageLevel.MEMORY_ONLY());
        }
      }
    }
  }

  /** Registers an output; its order is that of the calls. */
  public synchronized <T> void addOutput(
      String operation, StreamNode<T> node, Output.Action<T> action) {
    requireBuilding();
    requireOurs(operation, node);
    CallSite.userClass().ifPresent(programClasses::add);
    outputs.add(
        new Output<>(
            outputs.size(), operation, CallSite.of(operation), CallSite.stack(), node, action));
  }

  /**
   * Keeps a place for one output, so that no two write over each other.
   *
   * @param place how the output names what it writes
   * @throws IllegalArgumentException if another output has it
   */
  public synchronized void claim(String operation, String place) {
    requireBuilding();
    if (!claimed.add(place)) {
      throw new IllegalArgumentException(
          operation
              + ": another output of this context writes to '"
              + Printable.text(place)
              + "'; use another prefix or suffix.");
    }
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
   * Keeps the partitions of a stream's datasets; of a window, those of the stream that it is over.
   *
   * @throws UnsupportedOperationException after start or stop
   */
  public synchronized void persist(StreamNode<?> node, StorageLevel level) {
    requireLevelMayChange("storage level");
    node.keptAs().level(requireValue("persist", "level", level));
  }

  /** As {@link #persist}, unless the program has said already how they are kept. */
  public synchronized void persistUnlessSet(StreamNode<?> node, StorageLevel level) {
    if (node.keptAs().level().isEmpty()) {
      persist(node, level);
    }
  }

  /**
   * Has a stream's datasets written to the checkpoint directory this often, and kept until then.
   *
   * @throws UnsupportedOperationException after start or stop
   */
  public synchronized void checkpoint(StreamNode<?> node, Duration interval) {
    requireLevelMayChange("checkpoint interval");
    requireValue("checkpoint", "interval", interval);
    if (interval.milliseconds() <= 0) {
      throw new IllegalArgumentException(
          "checkpoint: interval is " + interval + "; use 1 ms or more.");
    }
    node.checkpointInterval(interval);
    node.level(StorageLevel.MEMORY_ONLY_SER());
  }

  private void requireLevelMayChange(String what) {
    if (phase != Phase.BUILDING) {
      throw new UnsupportedOperationException(
          "Cannot change "
              + what
              + " of a DStream after streaming context has started; call it before start().");
    }
  }

  /**
   * Fixes the graph.
   *
   * @param hasCheckpointDirectory whether datasets can be checkpointed
   * @throws IllegalArgumentException naming everything that keeps the graph from running
   */
  public void start(Time zero, DatasetMarks datasetMarks, boolean hasCheckpointDirectory) {
    start(Grid.from(zero, batchInterval), datasetMarks, hasCheckpointDirectory);
  }

  /** As above, on the grid of a program that goes on. */
  public synchronized void start(
      Grid grid, DatasetMarks datasetMarks, boolean hasCheckpointDirectory) {
    GraphCheck.require(nodes, outputs.size(), hasCheckpointDirectory);
    RememberPlan.apply(nodes, remember);
    phase = Phase.STARTED;
    planner = new BatchPlanner(List.copyOf(nodes), List.copyOf(outputs), grid, datasetMarks);
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

  /** Whether an output needs the stream, after the start. */
  public boolean isNeeded(StreamNode<?> node) {
    return planner.isNeeded(node);
  }

  /** See {@link BatchPlanner#plan}. */
  public List<OutputJob> plan(Time time) throws Exception {
    return planner.plan(time);
  }

  /**
   * See {@link BatchPlanner#dataset}.
   *
   * @throws SparkException before the start
   */
  public <T> Optional<Plan<T>> dataset(StreamNode<T> node, Time time) throws Exception {
    return initialized(node).dataset(node, time);
  }

  /**
   * See {@link BatchPlanner#times}.
   *
   * @throws SparkException before the start
   */
  public List<Time> times(StreamNode<?> node, Time from, Time to) throws SparkException {
    return initialized(node).times(node, from, to);
  }

  private BatchPlanner initialized(StreamNode<?> node) throws SparkException {
    BatchPlanner started = planner;
    if (started == null) {
      throw new SparkException("'" + node + "' has not been initialized; call start() first.");
    }
    return started;
  }

  /** See {@link BatchPlanner#hasStates}. */
  public boolean hasStates(Time batch) {
    return planner.hasStates(batch);
  }

  /** Whether there are states that batches take further. */
  public boolean hasStates() {
    return planner.hasStates();
  }

  /** The states by key, in the order in which they were made. */
  public synchronized List<KeyedStateNode<?, ?, ?>> keyedStates() {
    List<KeyedStateNode<?, ?, ?>> states = new ArrayList<>();
    for (StreamNode<?> node : nodes) {
      if (node instanceof KeyedStateNode<?, ?, ?> state) {
        states.add(state);
      }
    }
    return states;
  }

  /** See {@link BatchPlanner#stateInfos}. */
  public List<StateInfo> stateInfos(Time batch) {
    return planner.stateInfos(batch);
  }

  /** See {@link BatchPlanner#settle}. */
  public void settle(Time batch) throws Exception {
    planner.settle(batch);
  }

  /** See {@link BatchPlanner#forget}. */
  public void forget(Time done) {
    planner.forget(done);
  }

  /** See {@link BatchPlanner#releasable}. */
  public Time releasable(StreamSource<?> source, Time done) {
    return planner.releasable(source, done);
  }
}
