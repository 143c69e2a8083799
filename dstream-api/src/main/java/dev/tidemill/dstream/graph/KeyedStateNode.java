package dev.tidemill.dstream.graph;

import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.LiveState;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.Placement;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.plan.StateView;
import dev.tidemill.core.state.StateCounts;
import dev.tidemill.dstream.state.InitialValue;
import dev.tidemill.dstream.state.LargestKeys;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.KeySize;
import dev.tidemill.streaming.scheduler.StateInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A state with a value for each key, brought up to date by each batch.
 *
 * <p>Steps are made in the order of time. If the dataset of a batch could not be made (a function
 * of the program failed there), its step is made up for before the next one.
 *
 * @param <R> what the stream's datasets consist of
 */
public final class KeyedStateNode<K, V, R> extends StateNode<Object, R> {
  /** What the stream gives at each time. */
  public enum Gives {
    /**
     * What the function has given in the step; a batch without a dataset is one without records.
     */
    RESULTS,
    /** All keys with their values; nothing before the first batch that has a dataset. */
    CONTENT,
    /** As above, and readers are not told how the keys are placed. */
    CONTENT_ANYWHERE
  }

  private final StreamNode<Tuple2<K, V>> parent;
  private final Partitioner partitioner;
  private final Gives gives;
  // Used by the planner's thread.
  private Optional<Plan<Object>> initial;
  // Set before the start.
  private Optional<Set<Long>> checkpoints = Optional.empty();

  /**
   * @param initial what the state begins with where nothing was kept of it
   */
  public KeyedStateNode(
      String operator,
      StreamNode<Tuple2<K, V>> parent,
      Partitioner partitioner,
      LiveState<?, Object, R> state,
      Optional<? extends Plan<? extends Tuple2<K, ?>>> initial,
      Gives gives) {
    super(operator, List.of(parent), parent.slide(), state);
    this.parent = parent;
    this.partitioner = partitioner;
    this.gives = gives;
    this.initial = initial.map(plan -> initialValues(operator, plan, partitioner));
  }

  @SuppressWarnings("unchecked") // pairs are only read
  private static <K> Plan<Object> initialValues(
      String operator, Plan<? extends Tuple2<K, ?>> plan, Partitioner partitioner) {
    Plan<Tuple2<K, Object>> placed = Placement.placed((Plan<Tuple2<K, Object>>) plan, partitioner);
    return new Mapped<>(operator, placed, pair -> new InitialValue(pair._1, pair._2), true);
  }

  @Override
  public boolean needsLog() {
    return true;
  }

  /** With each batch, if there is a directory; without one a state lives as long as its process. */
  @Override
  boolean isWrittenDownAnyway() {
    return true;
  }

  /** What the steps were made from is not needed once they are done. */
  @Override
  protected Duration neededOfParents(Duration own) {
    return new Duration(0);
  }

  /**
   * Says at which times the state would be checkpointed in the legacy engine: every tenth, or as
   * often as {@link #checkpointInterval} says.
   *
   * @param times takes them, before their steps are made; thread-safe
   */
  public void noteCheckpoints(Set<Long> times) {
    checkpoints = Optional.of(times);
  }

  @Override
  protected Optional<Plan<R>> compute(BatchPlan batch) throws Exception {
    if (!batch.inOrder()) {
      throw new SparkException(
          "The state '"
              + this
              + "' at "
              + batch.time()
              + " is not at hand, and states are not computed again; keep them longer by"
              + " remember(duration).");
    }
    Optional<StateStep<Object, R>> made = Optional.empty();
    for (Time time : batch.times(this, last().orElse(batch.begin()), batch.time())) {
      Optional<Plan<Tuple2<K, V>>> dataset = batch.of(parent, time);
      if (dataset.isPresent() || last().isPresent() || gives == Gives.RESULTS) {
        noteCheckpoint(batch, time);
        made = Optional.of(step(time, input(dataset)));
      }
    }
    return made.map(this::given);
  }

  /** What people see of it. Any thread. */
  public StateInfo info() {
    return info(counts());
  }

  StateInfo info(StateCounts counts) {
    return new StateInfo(
        operator(),
        name(),
        counts.keys(),
        counts.bytes(),
        counts.visited(),
        counts.updated(),
        counts.removed(),
        counts.timedOut(),
        counts.evicted());
  }

  /**
   * The keys that take most of the heap with their values, the largest one first. Looks at all
   * keys, while batches go on. Any thread.
   */
  public List<KeySize> largestKeys(int most) {
    LargestKeys largest = new LargestKeys(most);
    readLatest(largest::look);
    return largest.found();
  }

  private void noteCheckpoint(BatchPlan batch, Time time) {
    Duration interval = checkpointInterval().orElse(slide().times(10));
    if (checkpoints.isPresent() && batch.isDue(interval, time)) {
      checkpoints.get().removeIf(before -> before < batch.time().minus(interval).milliseconds());
      checkpoints.get().add(time.milliseconds());
    }
  }

  private Plan<R> given(StateStep<Object, R> step) {
    return gives == Gives.RESULTS
        ? step
        : new StateView<>(operator(), step, gives == Gives.CONTENT);
  }

  @SuppressWarnings("unchecked") // pairs are only read
  private Plan<Object> input(Optional<Plan<Tuple2<K, V>>> dataset) {
    List<Plan<Object>> inputs = new ArrayList<>(2);
    if (last().isEmpty()) {
      initial.ifPresent(inputs::add);
    }
    initial = Optional.empty();
    dataset.ifPresent(
        pairs -> inputs.add((Plan<Object>) (Plan<?>) Placement.placed(pairs, partitioner)));
    return switch (inputs.size()) {
      case 0 -> nothing(partitioner);
      case 1 -> inputs.get(0);
      default -> Plans.union(inputs);
    };
  }
}
