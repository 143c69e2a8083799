package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.core.plan.StateView;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.StateInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Plans the batches of a graph that has been started. Every pass is one flat loop over the nodes,
 * each once, however many paths lead to it; nothing walks through paths or through time by
 * recursion.
 *
 * <p>Threads: {@link #plan} by one thread at a time, in batch order; everything else by any.
 */
final class BatchPlanner {
  private final List<StreamNode<?>> nodes;
  private final List<Output<?>> outputs;
  private final List<StreamNode<?>> needed;
  private final Grid grid;
  private final DatasetMarks marks;
  // Null before the first batch. Used by the planning thread.
  private Time begin;

  /** A step of a batch. */
  private record Step(StateNode<?, ?> state, StateStep<?, ?> step) {}

  // Of the batches that are not over.
  private final NavigableMap<Long, List<Step>> states = new ConcurrentSkipListMap<>();

  /**
   * @param nodes in the order of their numbers, parents before children
   */
  BatchPlanner(List<StreamNode<?>> nodes, List<Output<?>> outputs, Grid grid, DatasetMarks marks) {
    this.nodes = nodes;
    this.outputs = outputs;
    this.grid = grid;
    this.marks = marks;
    this.needed = reachable();
  }

  /** The nodes that outputs need, in order; others are not planned. */
  private List<StreamNode<?>> reachable() {
    boolean[] reached = new boolean[nodes.size()];
    outputs.forEach(output -> reached[output.node().number()] = true);
    return reachedFrom(reached);
  }

  /** All marked nodes and those above them, parents first. Marks them too. */
  private List<StreamNode<?>> reachedFrom(boolean[] reached) {
    List<StreamNode<?>> inOrder = new ArrayList<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      if (reached[i]) {
        inOrder.add(nodes.get(i));
        nodes.get(i).parents().forEach(parent -> reached[parent.number()] = true);
      }
    }
    Collections.reverse(inOrder);
    return inOrder;
  }

  boolean isNeeded(StreamNode<?> node) {
    return needed.contains(node);
  }

  /**
   * The jobs of a batch, in the order of the outputs. An output whose stream has no dataset has no
   * job. Every needed node is computed once, user functions of transform included.
   */
  List<OutputJob> plan(Time time) throws Exception {
    if (begin == null) {
      begin = time.minus(new Duration(1));
    }
    BatchPlan batch = new BatchPlan(time, this, nodes.size(), true);
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
    return isDue(node.slide(), time);
  }

  boolean isDue(Duration interval, Time time) {
    return grid.isDue(interval, time);
  }

  Time begin() {
    return begin;
  }

  private <T> void compute(StreamNode<T> node, BatchPlan batch) throws Exception {
    Optional<Optional<Plan<T>>> before = node.history().at(batch.time());
    Optional<Plan<T>> plan = before.isPresent() ? before.get() : node.compute(batch);
    batch.set(node, plan);
    if (before.isEmpty()) {
      plan.ifPresent(made -> mark(node, made, batch.time()));
      node.history().put(batch.time(), plan);
    }
    if (plan.isPresent() && node instanceof StateNode<?, ?> state) {
      states
          .computeIfAbsent(batch.time().milliseconds(), t -> new ArrayList<>(1))
          .add(new Step(state, state.lastStep()));
    }
  }

  private <T> void mark(StreamNode<T> node, Plan<T> plan, Time time) {
    if (node.level().isPresent() && node.isWorthKeeping(plan)) {
      marks.keep(plan, node.level().get());
    }
    Optional<Duration> interval = node.checkpointInterval();
    if (interval.isPresent()
        && !node.isWrittenDownAnyway()
        && isDue(interval.get(), time)
        && !(plan instanceof StateView)) {
      marks.checkpoint(plan);
    }
  }

  private static <T> void addJob(Output<T> output, BatchPlan batch, List<OutputJob> jobs) {
    batch.of(output.node()).ifPresent(plan -> jobs.add(OutputJob.of(output, plan, batch.time())));
  }

  /**
   * The dataset of a stream at any time of its grid: the one that it had; if that is forgotten, or
   * the time is still to come, one that is computed now, as far as sources can. None at other
   * times. Runs user functions of transform.
   */
  <T> Optional<Plan<T>> dataset(StreamNode<T> node, Time time) throws Exception {
    if (!isDue(node, time)) {
      return Optional.empty();
    }
    Optional<Optional<Plan<T>>> had = node.history().at(time);
    if (had.isPresent()) {
      return had.get();
    }
    BatchPlan batch = new BatchPlan(time, this, nodes.size(), false);
    for (StreamNode<?> ancestor : with(node)) {
      if (isDue(ancestor, time)) {
        computeAgain(ancestor, batch);
      }
    }
    return batch.of(node);
  }

  /** What is forgotten is not remembered again. */
  private <T> void computeAgain(StreamNode<T> node, BatchPlan batch) throws Exception {
    Optional<Optional<Plan<T>>> had = node.history().at(batch.time());
    batch.set(node, had.isPresent() ? had.get() : node.compute(batch));
  }

  /** The node and all above it, parents first. */
  private List<StreamNode<?>> with(StreamNode<?> node) {
    boolean[] reached = new boolean[nodes.size()];
    reached[node.number()] = true;
    return reachedFrom(reached);
  }

  /**
   * The times at which a stream has datasets, from one to another, both included and rounded down
   * to the stream's grid; none up to the start.
   */
  List<Time> times(StreamNode<?> node, Time from, Time to) {
    Time first = grid.floor(node.slide(), from);
    return grid.times(node.slide(), first.minus(new Duration(1)), to);
  }

  /** The times after the first and up to the second at which a stream had datasets. */
  List<Time> timesAfter(StreamNode<?> node, Time after, Time upTo) {
    return grid.times(node.slide(), after, upTo);
  }

  /** Whether a batch that has been planned takes states further, its own or those behind. */
  boolean hasStates(Time batch) {
    return states.containsKey(batch.milliseconds())
        || steps(batch).stream().anyMatch(of -> !of.step().isDone());
  }

  /**
   * Takes the states of a batch, and of those before it that are not forgotten, further, as far as
   * no job of an output did: the next batch builds on them. Tries all; throws the first failure.
   */
  void settle(Time batch) throws Exception {
    Exception failure = null;
    for (Step of : steps(batch)) {
      try {
        if (!of.step().isDone()) {
          marks.settle(of.step());
        }
      } catch (Exception failed) {
        if (failure == null) {
          failure = failed;
        } else {
          failure.addSuppressed(failed);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  boolean hasStates() {
    return needed.stream().anyMatch(node -> node instanceof StateNode);
  }

  /** What the steps of a batch did to the states by key, as far as they are done. */
  List<StateInfo> stateInfos(Time batch) {
    List<StateInfo> infos = new ArrayList<>();
    for (Step of : states.getOrDefault(batch.milliseconds(), List.of())) {
      if (of.state() instanceof KeyedStateNode<?, ?, ?> state && of.step().isDone()) {
        infos.add(state.info(of.step().counts()));
      }
    }
    return infos;
  }

  private List<Step> steps(Time upTo) {
    List<Step> steps = new ArrayList<>();
    states.headMap(upTo.milliseconds(), true).values().forEach(steps::addAll);
    return steps;
  }

  /** A batch is over: forgets what nobody can ask for any more. */
  void forget(Time done) {
    states.keySet().removeIf(time -> time <= done.milliseconds());
    for (StreamNode<?> node : needed) {
      forget(node, done);
    }
  }

  private <T> void forget(StreamNode<T> node, Time done) {
    for (Plan<T> plan : node.history().forget(done.minus(node.remember()))) {
      if (plan.isKept()) {
        marks.drop(plan);
      }
      if (plan instanceof StateView<?> view) {
        view.release();
      }
    }
  }

  /** The latest batch of which a source's input is not needed once {@code done} is over. */
  Time releasable(StreamSource<?> source, Time done) {
    for (StreamNode<?> node : nodes) {
      if (node instanceof SourceNode<?> ofSource && ofSource.source() == source) {
        return done.minus(node.remember());
      }
    }
    throw new IllegalArgumentException("No stream reads from " + source.description() + ".");
  }
}
