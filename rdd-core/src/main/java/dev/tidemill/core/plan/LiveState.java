package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.state.KeyBlock;
import dev.tidemill.core.state.StateCounts;
import dev.tidemill.core.state.StateLog;
import dev.tidemill.core.state.StateWalk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A state that lives through the batches of a stream, in partitions, one for each of a partitioner.
 * It goes on by {@link StateStep}s, each partition on its own and in the order of the steps' times.
 *
 * @param <S> the state of one partition
 * @param <A> what comes in
 * @param <R> what each step gives
 */
public final class LiveState<S, A, R> {
  /**
   * What a step did to a partition, to be kept.
   *
   * @param chunks what it changed, and a share of all that there was before; see {@link StepLog}
   * @param isWhole whether with this step all that there is has been logged since {@link #logAgain}
   */
  public record Logged(List<byte[]> chunks, boolean isWhole) {}

  /** A partition's part of a step that is done. */
  record Done<R>(GivenData<R> records, Optional<Logged> logged, StateCounts counts) {}

  private final Partitioner partitioner;
  private final StateOperator<S, A, R> operator;
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
    // What there was when it began, to be logged again; null if nothing is.
    StateWalk walk;
    boolean wantsWalk;
    int leastAgain;
    // What steps to come did in an earlier process, by their times.
    final NavigableMap<Long, List<byte[]>> known = new TreeMap<>();
  }

  /**
   * @param isolation decides what readers get of a step's records
   */
  public LiveState(Partitioner partitioner, StateOperator<S, A, R> operator, Isolation isolation) {
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

  /** Says how steps are logged. */
  public void logWith(Codec codec) {
    log = Optional.of(codec);
  }

  /**
   * Has steps from now on log, beside what they change, all that there is now: each as many keys as
   * it changes. So the log stays a small multiple of the state, and no step is dear.
   *
   * @param leastKeys how many a step of a partition logs at least, so that it comes to an end
   *     however little changes
   */
  public void logAgain(int leastKeys) {
    for (Part<S> part : parts) {
      part.lock.lock();
      try {
        part.wantsWalk = true;
        part.leastAgain = leastKeys;
      } finally {
        part.lock.unlock();
      }
    }
  }

  /** Begins to put back what an earlier process had logged. Before the first step. */
  public void beginRestore() {
    for (Part<S> part : parts) {
      part.state = operator.initial();
    }
  }

  /**
   * Puts back what a step did, as it had been logged. The keys of a step may be put back by several
   * threads, those of one step after those of the step before.
   */
  public void restore(byte[] chunk, long time) throws Exception {
    Putting putting = new Putting(Optional.empty());
    StepLog.read(chunk, log.orElseThrow(), time, putting);
    putting.end();
  }

  /**
   * Reads a chunk of a log without a state, for whoever only looks at it.
   *
   * @param time of the step, in milliseconds
   * @throws dev.tidemill.core.codec.CodecException if the bytes are no changes, or ask for a class
   *     that may not be made
   */
  public static void readLog(byte[] chunk, Codec codec, long time, StateLog into)
      throws IOException {
    StepLog.read(chunk, codec, time, into);
  }

  /**
   * Does to the parts what has been logged of them; to one only, if that is said. Keys wait in
   * blocks, one for each part, until {@link #end}.
   */
  private final class Putting implements StateLog {
    private final Optional<Part<S>> only;
    private final KeyBlock[] blocks = new KeyBlock[parts.length];

    Putting(Optional<Part<S>> only) {
      this.only = only;
    }

    private boolean isOfOthers(int part) {
      return only.isPresent() && only.get() != parts[part];
    }

    @Override
    public void removed(Object key) {
      int number = partitioner.getPartition(key);
      if (isOfOthers(number)) {
        return;
      }
      end(number);
      Part<S> part = parts[number];
      part.lock.lock();
      try {
        operator.remove(part.state, key);
      } finally {
        part.lock.unlock();
      }
    }

    @Override
    public void put(Object key, Object value, long touched) {
      int number = partitioner.getPartition(key);
      if (isOfOthers(number)) {
        return;
      }
      if (blocks[number] == null) {
        blocks[number] = new KeyBlock();
      }
      blocks[number].add(key, value, touched);
      if (blocks[number].isFull()) {
        end(number);
      }
    }

    void end() {
      for (int part = 0; part < blocks.length; part++) {
        end(part);
      }
    }

    private void end(int number) {
      KeyBlock block = blocks[number];
      if (block == null || block.count() == 0) {
        return;
      }
      Part<S> part = parts[number];
      part.lock.lock();
      try {
        operator.restore(part.state, block);
      } catch (Exception failed) {
        throw Sneaky.thrown(failed);
      } finally {
        part.lock.unlock();
      }
      block.clear();
    }
  }

  /**
   * All has been put back.
   *
   * @param time of the step that it shows
   */
  public void restored(long time) {
    for (Part<S> part : parts) {
      part.time = time - 1; // so that the step itself can be repeated
      operator.restored(part.state, time);
    }
  }

  /**
   * What a step to come did in an earlier process that had logged it: the truth, whatever the step
   * does now. Before the first step.
   */
  public void expect(List<byte[]> chunks, long time) {
    for (Part<S> part : parts) {
      part.known.computeIfAbsent(time, step -> new ArrayList<>(1)).addAll(chunks);
    }
  }

  /**
   * Takes a partition a step further.
   *
   * @param isLogged whether somebody writes down what it does
   */
  Done<R> step(int partition, long time, boolean isLogged, Iterator<A> input, TaskScope scope)
      throws Exception {
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
      StagedStep<R> staged = operator.step(state, time, input, scope);
      Optional<Logged> logged =
          isLogged ? Optional.of(log(part, state, staged, time)) : Optional.empty();
      staged.publish(oldestRetained() <= part.time);
      part.state = state;
      part.time = time;
      GivenData<R> records = GivenData.ofPartitions(List.of(staged.records()), isolation);
      correct(partition, time);
      return new Done<>(records, logged, operator.counts(state));
    } finally {
      part.lock.unlock();
    }
  }

  /** Before the step shows: what cannot be encoded fails it, and leaves the state as it was. */
  private Logged log(Part<S> part, S state, StagedStep<R> staged, long time) throws IOException {
    boolean isWalking = part.wantsWalk || part.walk != null;
    boolean done = false;
    try {
      StepLog changes = new StepLog(log.orElseThrow(), time);
      staged.changes(changes);
      if (part.wantsWalk) {
        part.walk = operator.walk(state);
        part.wantsWalk = false;
      }
      List<byte[]> chunks = new ArrayList<>();
      boolean isWhole = false;
      if (part.walk != null) {
        StepLog again = new StepLog(log.orElseThrow(), time);
        again.limit(Math.max(part.leastAgain, changes.records()));
        isWhole = part.walk.goOn(again);
        part.walk = isWhole ? null : part.walk;
        chunks.addAll(again.chunks()); // first, since it is what there was before the step
      }
      chunks.addAll(changes.chunks());
      done = true;
      return new Logged(chunks, isWhole);
    } finally {
      if (!done) {
        part.wantsWalk = isWalking; // what the walk has put is lost
        staged.discard();
      }
    }
  }

  /**
   * Reads the latest version of all partitions, each as it is when its turn comes. Waits for steps
   * that are under way, and keeps none from going on.
   *
   * @param readers is given a partition after another
   */
  public void readLatest(Consumer<Iterator<?>> readers) {
    for (Part<S> part : parts) {
      long version;
      part.lock.lock();
      try {
        if (part.state == null) {
          continue;
        }
        version = operator.time(part.state);
        retain(version);
      } finally {
        part.lock.unlock();
      }
      try {
        readers.accept(operator.read(part.state, version));
      } finally {
        release(version);
      }
    }
  }

  /** What the last steps of all partitions did, together. */
  public StateCounts counts() {
    StateCounts counts = StateCounts.NONE;
    for (Part<S> part : parts) {
      S state = part.state;
      counts = state == null ? counts : counts.plus(operator.counts(state));
    }
    return counts;
  }

  private void correct(int partition, long time) throws Exception {
    Part<S> part = parts[partition];
    List<byte[]> known = part.known.remove(time);
    if (known == null) {
      return;
    }
    Putting putting = new Putting(Optional.of(part));
    for (byte[] chunk : known) {
      StepLog.read(chunk, log.orElseThrow(), time, putting);
    }
    putting.end();
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
}
