package dev.tidemill.runtime.batch;

import dev.tidemill.streaming.StopReport;

/**
 * What is to be done. Steps (Allocate, Plan, Run, Settle, StopSources) are answered by an event.
 */
public sealed interface BatchAction {
  /** Step: ask every source what belongs to the batch. One at a time, in batch order. */
  record Allocate(long batch) implements BatchAction {}

  /** Step: make the batch's jobs. One at a time, in batch order. */
  record Plan(long batch) implements BatchAction {}

  /** The batch has been planned and has something to run. */
  record Submit(long batch) implements BatchAction {}

  /** Step: run one output. As many at a time as there are concurrent jobs. */
  record Run(long batch, int output) implements BatchAction {}

  /** Step: bring the states of the batch up to it, as far as no output did. Counts as a job. */
  record Settle(long batch) implements BatchAction {}

  /** All outputs of the batch have ended. */
  record Complete(long batch) implements BatchAction {}

  /**
   * All of the batch was done well, its states too; nothing of it has to be done again, ever. Only
   * where a journal is kept.
   */
  record Done(long batch) implements BatchAction {}

  /** Tell the waiter that something of this batch failed. */
  record Report(long batch, Throwable cause) implements BatchAction {}

  /** The batch will not be run, or not to its end, since the context stops. */
  record Drop(long batch) implements BatchAction {}

  /** Nobody waits any longer for the outputs of the batch that run; how they end is not known. */
  record Abandon(long batch) implements BatchAction {}

  /** This batch and all earlier ones are over; what they held may go. */
  record Forget(long batch) implements BatchAction {}

  /** Step: end all input. */
  record StopSources() implements BatchAction {}

  /** Send DeadlinePassed after this time, in place of an earlier deadline. */
  record SetDeadline(long millis) implements BatchAction {}

  /** This part of the stop did not end in its time; it goes on without. */
  record Overdue(StopReport.Phase phase) implements BatchAction {}

  /** Interrupt what runs; nobody waits for it any longer. */
  record Interrupt() implements BatchAction {}

  /** All is over; the last action. */
  record End() implements BatchAction {}
}
