package dev.tidemill.dstream.source;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.streaming.Time;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Where records come from. Receivers, files and queues all look like this to the graph and to the
 * scheduler, which never asks what kind a source is.
 *
 * <pre>
 *   start ── allocate(t1) ── plan(t1) ── done(t1)
 *                  └ allocate(t2) ── plan(t2) ── ...          stop ── allocate(last) ── ... ── done(last)
 * </pre>
 *
 * <p>Allocation decides, once, which records belong to a batch; planning only reads that decision
 * and may be repeated. {@code allocate} and {@code done} are called in batch order, one at a time,
 * but on any thread; {@code plan} may run beside them.
 */
public interface StreamSource<T> {
  /** What a person would call it, for messages: {@code socket localhost:9999}. */
  String description();

  /** Begins to take input. May start threads of its own; returns soon. */
  void start(SourceContext context) throws Exception;

  /**
   * Decides what belongs to the batch: everything that has come in and belongs to no earlier one.
   * Asking again for the same batch changes nothing and gives the same answer.
   */
  Allocation allocate(Time batch) throws Exception;

  /** The dataset of an allocated batch, or none. */
  Optional<Plan<T>> plan(Time batch);

  /**
   * How many records of the batch jobs have read so far, for a source whose allocation did not
   * know: those of the partitions that were read to their end, each once. Any thread; returns at
   * once.
   *
   * @return {@link Allocation#UNKNOWN} if nobody counts
   */
  default long recordsRead(Time batch) {
    return Allocation.UNKNOWN;
  }

  /**
   * How many records have come in and belong to no batch yet. Any thread; returns at once.
   *
   * @return {@link Allocation#UNKNOWN} if nobody counts
   */
  default long unallocatedRecords() {
    return Allocation.UNKNOWN;
  }

  /**
   * Whether another process can give batches of this one again, so that windows over them need not
   * be written down.
   */
  default boolean replays() {
    return false;
  }

  /**
   * What another process has to know to go on behind the latest batch that was allocated. The
   * answer is taken with that batch, on its thread, and asked for its content later, on another.
   */
  default Supplier<SourceRecord> position() {
    SourceRecord nothing = new SourceRecord(Map.of());
    return () -> nothing;
  }

  /** Goes on from the position of an earlier process. Before the start and all batches. */
  default void restorePosition(SourceRecord position) throws Exception {}

  /** Moves the position on by a batch that an earlier process allocated behind it. */
  default void follow(RestoredAllocation allocated) throws Exception {}

  /**
   * A batch that an earlier process allocated is part of this one now: {@code plan} gives it, or
   * what can still be given of it. Before the start, in batch order, behind the position.
   *
   * @param needed whether outputs of the batch are still to run; else windows may ask for it
   * @param allocated what was known of it
   * @return how many records cannot be given again; {@link Allocation#UNKNOWN} if some, and nobody
   *     counted
   * @throws IllegalStateException if the program cannot go on without them; saying what to do
   */
  long restore(Time batch, boolean needed, RestoredAllocation allocated) throws Exception;

  /**
   * Nobody will ask for this batch or an earlier one again. Returns at once: batches wait for it.
   */
  void done(Time batch);

  /**
   * Ends the input. What has come in until this returns can still be allocated; nothing comes in
   * afterwards. Does nothing if the source was not started or is stopped already.
   */
  void stop() throws Exception;
}
