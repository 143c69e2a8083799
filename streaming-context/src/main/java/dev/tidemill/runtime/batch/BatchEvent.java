package dev.tidemill.runtime.batch;

import java.util.List;
import java.util.Optional;

/** What happened. Batches are named by their time in milliseconds. */
public sealed interface BatchEvent {
  /** The clock shows {@code now}. */
  record Tick(long now) implements BatchEvent {}

  /** Every source knows what belongs to the batch. */
  record Allocated(long batch) implements BatchEvent {}

  /** A source could not tell; asking again may help. */
  record AllocationFailed(long batch, Throwable cause) implements BatchEvent {}

  /** Another process has taken over; this one must not do anything of the batch. */
  record Superseded(long batch, Throwable cause) implements BatchEvent {}

  /**
   * The batch's jobs are known. Outputs without a dataset have none.
   *
   * @param hasStates whether there are states that this batch takes further
   */
  record Planned(long batch, List<Integer> outputs, boolean hasStates) implements BatchEvent {}

  /**
   * Planning threw, in user code or because of what the graph is.
   *
   * @param hasStates whether there are states that the batch could not take further
   */
  record PlanFailed(long batch, boolean hasStates, Throwable cause) implements BatchEvent {}

  /** An output has ended, well if there is no failure. */
  record OutputEnded(long batch, int output, Optional<Throwable> failure) implements BatchEvent {}

  /** The states of the batch are up to it, if there is no failure. */
  record Settled(long batch, Optional<Throwable> failure) implements BatchEvent {}

  /**
   * Somebody wants the end.
   *
   * @param graceful run first what has been received
   * @param waiting somebody waits outside the engine, so running outputs get limited time
   */
  record StopRequested(boolean graceful, boolean waiting) implements BatchEvent {}

  /** No source takes input any more. */
  record SourcesStopped() implements BatchEvent {}

  /** The time that {@link BatchAction.SetDeadline} gave is over. */
  record DeadlinePassed() implements BatchEvent {}
}
