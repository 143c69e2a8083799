package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.state.StateCounts;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A state that lives through the batches of a stream, in partitions, one for each of a partitioner.
 * It goes on by {@link StateStep}s, each partition on its own and in the order of the steps' times.
 *
 * @param <S> the state of one partition
 * @param <A> what comes in
 * @param <R> what each step gives
 */
public final class LiveState<S, A, R> {
  /** Code of an operator. */
  public interface Operator<S, A, R> {
    /** The state of a partition before the first step. */
    S initial();

    /**
     * Works a step out. Must not change what the state shows: user functions run here and may
     * throw, and then the step is tried again.
     *
     * @param time of the step, in milliseconds
     */
    Staged<R> step(S state, long time, Iterator<A> input, TaskScope scope) throws Exception;

    /** All that the state holds of its keys, for those that say what they change. */
    default KeyChanges content(S state) {
      return KeyChanges.none();
    }

    /** Puts a key back as a step has logged it. */
    default void restore(S state, Object key, Object value) throws Exception {
      throw new UnsupportedOperationException(this + " does not say what it changes.");
    }

    /** All keys have been put back as they were after the step of that time. */
    default void restored(S state, long time) {}

    /** Takes a key out, as a step has logged it. */
    default void remove(S state, Object key) {
      throw new UnsupportedOperationException(this + " does not say what it changes.");
    }

    /** All that the state held after the step of that time, for those that keep versions. */
    default Iterator<?> read(S state, long time) {
      throw new UnsupportedOperationException(this + " keeps no versions.");
    }

    /** Nobody asks for versions before that time any more. Called on any thread. */
    default void forget(S state, long before) {}

    /** What the last step did, and what there is after it. */
    default StateCounts counts(S state) {
      return StateCounts.NONE;
    }
  }

  /** A step that has been worked out. */
  public interface Staged<R> {
    /** What the step gives; asked for after {@link #publish}. */
    List<R> records();

    /** What the step does to the keys, as far as the operator says; asked for before publish. */
    default KeyChanges changes() {
      return KeyChanges.none();
    }

    /** The step is not to be: forgets it. Called in place of publish. */
    default void discard() {}

    /**
     * Makes the state show the step. Calls no code of the program and does not fail.
     *
     * @param keepBefore whether the version before may still be asked for
     */
    void publish(boolean keepBefore);
  }

  /**
   * What a step did to a partition, to be kept.
   *
   * @param before all that the partition held before the step, where that was asked for
   */
  public record Logged(Optional<byte[]> before, byte[] changes) {}

  /** A partition's part of a step that is done. */
  record Done<R>(GivenData<R> records, Optional<Logged> logged, StateCounts counts) {}

  private final Partitioner partitioner;
  private final Operator<S, A, R> operator;
  private final Isolation isolation;
  private final Part<S>[] parts;
  private volatile Optional<Codec> log = Optional.empty();
  // How often each version is retained. Guarded by itself.
  private final NavigableMap<Long, Integer> retained = new TreeMap<>();

  private static final class Part<S> {
    final ReentrantLock lock = new ReentrantLock();
    // Written under the lock; versions are read, and forgotten, without.
    volatile S state;
    // Below: under the lock.
    long time = Long.MIN_VALUE;
    boolean logsAll;
    // What steps to come did in an earlier process, by their times.
    final NavigableMap<Long, KeyChanges> known = new TreeMap<>();
  }

  /**
   * @param isolation decides what readers get of a step's records
   */
  public LiveState(Partitioner partitioner, Operator<S, A, R> operator, Isolation isolation) {
    this.partitioner = partitioner;
    this.operator = operator;
    this.isolation = isolation;
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of parts has no generic form
    Part<S>[] made = new Part[partitioner.numPartitions()];
    for (int i = 0; i < made.length; i++) {
      made[i] = new Part<>();
    }
    this.parts = made;
  }

  Partitioner partitioner() {
    return partitioner;
  }

  int partitionCount() {
    return parts.length;
  }

  /** Has every step from now on say what it changed. */
  public void logWith(Codec codec) {
    log = Optional.of(codec);
  }

  /** Has the next step of every partition say all that there was before it, too. */
  public void logAll() {
    for (Part<S> part : parts) {
      part.lock.lock();
      try {
        part.logsAll = true;
      } finally {
        part.lock.unlock();
      }
    }
  }

  /**
   * Makes the state what an earlier process had logged of it. Before the first step.
   *
   * @param content its keys and values
   * @param time of the step that it shows
   */
  public void restore(Iterable<? extends Tuple2<?, ?>> content, long time) throws Exception {
    for (Part<S> part : parts) {
      part.state = operator.initial();
      part.time = time - 1; // so that the step itself can be repeated
    }
    for (Tuple2<?, ?> pair : content) {
      operator.restore(parts[partitioner.getPartition(pair._1)].state, pair._1, pair._2);
    }
    for (Part<S> part : parts) {
      operator.restored(part.state, time);
    }
  }

  /**
   * What a step to come did in an earlier process that had logged it: the truth, whatever the step
   * does now. Before the first step.
   */
  public void expect(long time, KeyChanges changes) {
    for (int i = 0; i < parts.length; i++) {
      int partition = i;
      parts[i].known.put(
          time,
          new KeyChanges(
              changes.removed().stream().filter(key -> isIn(partition, key)).toList(),
              changes.put().stream().filter(pair -> isIn(partition, pair._1)).toList()));
    }
  }

  private boolean isIn(int partition, Object key) {
    return partitioner.getPartition(key) == partition;
  }

  /** Takes a partition a step further. */
  Done<R> step(int partition, long time, Iterator<A> input, TaskScope scope) throws Exception {
    Part<S> part = parts[partition];
    part.lock.lockInterruptibly();
    try {
      if (part.time >= time) {
        throw new IllegalStateException(
            "Partition "
                + partition
                + " of a state is at "
                + part.time
                + " ms; a step at "
                + time
                + " ms comes too late.");
      }
      S state = part.state == null ? operator.initial() : part.state;
      Optional<byte[]> before = part.logsAll ? content(state) : Optional.empty();
      Staged<R> staged = operator.step(state, time, input, scope);
      Optional<Logged> logged = logged(before, staged);
      staged.publish(oldestRetained() <= part.time);
      part.state = state;
      part.time = time;
      part.logsAll = false;
      GivenData<R> records = GivenData.ofPartitions(List.of(staged.records()), isolation);
      correct(part, time);
      return new Done<>(records, logged, operator.counts(state));
    } finally {
      part.lock.unlock();
    }
  }

  private Optional<byte[]> content(S state) {
    return log.map(codec -> operator.content(state).encode(codec));
  }

  /** Before the step shows: what cannot be encoded fails it, and leaves the state as it was. */
  private Optional<Logged> logged(Optional<byte[]> before, Staged<R> staged) {
    try {
      return log.map(codec -> new Logged(before, staged.changes().encode(codec)));
    } catch (RuntimeException unencodable) {
      staged.discard();
      throw unencodable;
    }
  }

  /** Keeps the version of a time, which may be still to come, until it is released as often. */
  void retain(long time) {
    synchronized (retained) {
      retained.merge(time, 1, Integer::sum);
    }
  }

  void release(long time) {
    synchronized (retained) {
      retained.computeIfPresent(time, (version, count) -> count == 1 ? null : count - 1);
    }
    long oldest = oldestRetained();
    for (Part<S> part : parts) {
      S state = part.state;
      if (state != null) {
        operator.forget(state, oldest);
      }
    }
  }

  private long oldestRetained() {
    synchronized (retained) {
      return retained.isEmpty() ? Long.MAX_VALUE : retained.firstKey();
    }
  }

  /** What a partition held after the step of that time, which has been done. */
  Iterator<?> read(int partition, long time) {
    return operator.read(parts[partition].state, time);
  }

  private void correct(Part<S> part, long time) throws Exception {
    KeyChanges known = part.known.remove(time);
    if (known == null) {
      return;
    }
    for (Object key : known.removed()) {
      operator.remove(part.state, key);
    }
    for (Tuple2<?, ?> pair : known.put()) {
      operator.restore(part.state, pair._1, pair._2);
    }
  }
}
