package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.core.codec.Isolation;
import java.util.Iterator;
import java.util.List;
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
  }

  /** A step that has been worked out. */
  public interface Staged<R> {
    /** What the step gives; asked for after {@link #publish}. */
    List<R> records();

    /** Makes the state show the step. Calls no code of the program and does not fail. */
    void publish();
  }

  private final Partitioner partitioner;
  private final Operator<S, A, R> operator;
  private final Isolation isolation;
  private final Part<S>[] parts;

  private static final class Part<S> {
    final ReentrantLock lock = new ReentrantLock();
    // Both under the lock.
    S state;
    long time = Long.MIN_VALUE;
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

  /** Takes a partition a step further. */
  GivenData<R> step(int partition, long time, Iterator<A> input, TaskScope scope) throws Exception {
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
      Staged<R> staged = operator.step(state, time, input, scope);
      staged.publish();
      part.state = state;
      part.time = time;
      return GivenData.ofPartitions(List.of(staged.records()), isolation);
    } finally {
      part.lock.unlock();
    }
  }
}
