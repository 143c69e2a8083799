package dev.tidemill.dstream.source;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.streaming.Time;
import java.util.Optional;

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
   * Nobody will ask for this batch or an earlier one again. Returns at once: batches wait for it.
   */
  void done(Time batch);

  /**
   * Ends the input. What has come in until this returns can still be allocated; nothing comes in
   * afterwards. Does nothing if the source was not started or is stopped already.
   */
  void stop() throws Exception;
}
