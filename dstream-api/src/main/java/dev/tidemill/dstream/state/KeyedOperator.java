package dev.tidemill.dstream.state;

import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.plan.StagedStep;
import dev.tidemill.core.plan.StateOperator;
import dev.tidemill.core.plan.TaskScope;
import dev.tidemill.core.state.KeyBlock;
import dev.tidemill.core.state.StateCounts;
import dev.tidemill.core.state.StateLog;
import dev.tidemill.core.state.StateStore;
import dev.tidemill.core.state.StateStore.Stage;
import dev.tidemill.core.state.StateWalk;
import dev.tidemill.core.state.TableStore;
import dev.tidemill.core.task.TaskFunctions;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A state with a value for each key. Says how it is kept, so that what is left to say is what a
 * step does.
 *
 * @param <R> what a step gives
 */
abstract class KeyedOperator<K, S, R> implements StateOperator<StateStore<K, S>, Object, R> {
  private static final Logger LOG = LoggerFactory.getLogger(KeyedOperator.class);

  private final String name;
  private final boolean ordered;
  private final StateLimit limit;
  private final int partitions;
  private final Isolation isolation;
  private final AtomicBoolean evicts = new AtomicBoolean();

  /**
   * @param name what the program called
   * @param ordered whether it is needed when keys had data
   */
  KeyedOperator(
      String name, boolean ordered, StateLimit limit, int partitions, Isolation isolation) {
    this.name = name;
    this.ordered = ordered || limit.evicts();
    this.limit = limit;
    this.partitions = partitions;
    this.isolation = isolation;
  }

  /**
   * Does the work of a step.
   *
   * @param input {@link InitialValue}s, then pairs of keys and values
   * @param functions says which of the program's functions the task calls
   */
  abstract List<R> work(
      Stage<K, S> stage, long time, Iterator<Object> input, TaskFunctions functions)
      throws Exception;

  final Isolation isolation() {
    return isolation;
  }

  @Override
  public final StateStore<K, S> initial() {
    return new TableStore<>(ordered, isolation);
  }

  @Override
  public final StagedStep<R> step(
      StateStore<K, S> store, long time, Iterator<Object> input, TaskScope scope) throws Exception {
    Stage<K, S> stage = store.stage(time);
    boolean done = false;
    try {
      List<R> records = work(stage, time, input, scope.workspace().functions());
      if (limit.enforce(name, stage, store.counts(), partitions) && !evicts.getAndSet(true)) {
        LOG.warn(
            "{} has reached its limit of {}; from now on the keys go that had no data for longest.",
            name,
            limit);
      }
      done = true;
      return new Step<>(stage, records);
    } finally {
      if (!done) {
        stage.discard();
      }
    }
  }

  /** A step that has been worked out. */
  private record Step<R>(Stage<?, ?> stage, List<R> records) implements StagedStep<R> {
    @Override
    public void changes(StateLog log) throws IOException {
      stage.writeTo(log);
    }

    @Override
    public void publish(boolean keepBefore) {
      stage.publish(keepBefore);
    }

    @Override
    public void discard() {
      stage.discard();
    }
  }

  @Override
  public final StateWalk walk(StateStore<K, S> store) {
    return store.walk();
  }

  @Override
  public final void restore(StateStore<K, S> store, KeyBlock keys) {
    store.restore(keys); // Java erases types; what does not fit fails where it is used
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public final void remove(StateStore<K, S> store, Object key) {
    store.remove((K) key);
  }

  @Override
  public final void restored(StateStore<K, S> store, long time) {
    store.restored(time);
  }

  @Override
  public final long time(StateStore<K, S> store) {
    return store.time();
  }

  @Override
  public final Iterator<?> read(StateStore<K, S> store, long time) {
    return store.read(time);
  }

  @Override
  public final void forget(StateStore<K, S> store, long before) {
    store.forget(before);
  }

  @Override
  public final StateCounts counts(StateStore<K, S> store) {
    return store.counts();
  }
}
