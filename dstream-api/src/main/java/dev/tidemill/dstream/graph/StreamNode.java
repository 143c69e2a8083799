package dev.tidemill.dstream.graph;

import dev.tidemill.SparkContext;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.StateView;
import dev.tidemill.rdd.RDD;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import java.util.List;
import java.util.Optional;

/**
 * A stream: its parents, how often it has a dataset, and how that dataset follows from the
 * parents'. Nodes belong to one {@link StreamGraph}, which calls {@link #compute} once for each
 * time.
 */
public abstract class StreamNode<T> {
  private final String operator;
  private final List<StreamNode<?>> parents;
  private final Duration slide;
  private final History<T> history = new History<>();
  // Given by the graph: parents always have smaller numbers, so numbers are a topological order.
  private int number = -1;
  // Set while the graph is built, fixed from the start on.
  private Optional<StorageLevel> level = Optional.empty();
  private Optional<Duration> checkpointInterval = Optional.empty();
  private Duration remember = new Duration(0);
  private Optional<String> name = Optional.empty();
  private Optional<StreamNode<?>> whole = Optional.empty();
  private boolean retained;

  /**
   * @param operator what the user called, for messages
   */
  protected StreamNode(String operator, List<? extends StreamNode<?>> parents, Duration slide) {
    this.operator = operator;
    this.parents = List.copyOf(parents);
    this.slide = slide;
  }

  /** The dataset at the time that is planned, or none. */
  protected abstract Optional<Plan<T>> compute(BatchPlan batch) throws Exception;

  /**
   * How long after their batch the datasets of the parents are needed.
   *
   * @param own how long this stream's datasets are
   */
  protected Duration neededOfParents(Duration own) {
    return own;
  }

  /** What may differ between two programs without another stream being meant; for people. */
  protected String detail() {
    return "";
  }

  /**
   * Whether a dataset that is forgotten, or was another process's, can be computed again: all that
   * it is made from can.
   */
  public boolean isReplayable() {
    return parents.stream().allMatch(StreamNode::isReplayable);
  }

  /** The stream whose partitions are kept when this one's are to be. */
  StreamNode<?> keptAs() {
    return this;
  }

  /** A dataset of this stream as programs see it: the same object for all who ask in time. */
  public final RDD<T> dataset(SparkContext context, Plan<T> plan, Time time) {
    return history.dataset(context, plan, time);
  }

  public final String operator() {
    return operator;
  }

  public final List<StreamNode<?>> parents() {
    return parents;
  }

  /** Time between two datasets, a multiple of the batch interval. */
  public final Duration slide() {
    return slide;
  }

  final int number() {
    return number;
  }

  final void number(int given) {
    number = given;
  }

  /** What the program calls it. */
  public final Optional<String> name() {
    return name;
  }

  final void name(String given) {
    name = Optional.of(given);
  }

  /** Says that another node was made by the same call of the program, for this one. */
  public final void comprises(StreamNode<?> node) {
    node.whole = Optional.of(this);
  }

  /** The node that a call of the program has made, of which this one is a part; itself, mostly. */
  final StreamNode<?> operation() {
    StreamNode<?> node = this;
    while (node.whole.isPresent()) {
      node = node.whole.get();
    }
    return node;
  }

  /** Its datasets are written down, since windows need them and they cannot be computed again. */
  final void retain() {
    retained = true;
  }

  final boolean isRetained() {
    return retained;
  }

  final void level(StorageLevel wanted) {
    level = Optional.of(wanted);
  }

  public final Optional<StorageLevel> level() {
    return level;
  }

  final void checkpointInterval(Duration interval) {
    checkpointInterval = Optional.of(interval);
  }

  public final Optional<Duration> checkpointInterval() {
    return checkpointInterval;
  }

  /** Whether a checkpoint interval asks for nothing that is not done anyway. */
  boolean isWrittenDownAnyway() {
    return false;
  }

  final void remember(Duration duration) {
    remember = duration;
  }

  /** How long after their batch the datasets stay; nothing: until the batch is over. */
  final Duration remember() {
    return remember;
  }

  final History<T> history() {
    return history;
  }

  /** Given data is in memory anyway, and so is what states hold, which are written down, too. */
  final boolean isWorthKeeping(Plan<T> plan) {
    boolean isGiven = plan instanceof Source<T> source && source.data() instanceof GivenData;
    return !isGiven && !(plan instanceof StateView);
  }

  @Override
  public String toString() {
    return name.map(given -> operator + " '" + given + "'").orElse(operator);
  }
}
