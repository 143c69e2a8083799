package dev.tidemill.core.engine;

import dev.tidemill.core.plan.Plan;

/**
 * One request to an engine: run a function over some partitions of a plan.
 *
 * @param partitions which, each at most once
 * @param task runs for every partition, on any thread, several at once
 * @param onPartition takes the results in the order in which they are ready, one at a time, on any
 *     thread of the job
 */
public record Job<T, R>(
    Plan<T> plan, int[] partitions, PartitionTask<T, R> task, OnPartition<R> onPartition) {

  /** What to make of one partition. */
  @FunctionalInterface
  public interface PartitionTask<T, R> {
    R run(int partition, Records<T> records) throws Exception;
  }

  /** Takes the result of one partition. */
  @FunctionalInterface
  public interface OnPartition<R> {
    void accept(int partition, R result);
  }
}
