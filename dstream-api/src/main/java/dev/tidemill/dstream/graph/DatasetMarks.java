package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.StateStep;
import dev.tidemill.storage.StorageLevel;

/** What streams want done with the datasets of their batches. */
public interface DatasetMarks {
  /** Keeps the partitions from the first job on that makes them. */
  void keep(Plan<?> plan, StorageLevel level);

  /** Writes the dataset to the checkpoint directory once a job has made it. */
  void checkpoint(Plan<?> plan);

  /** Drops what is kept of it. */
  void drop(Plan<?> plan);

  /** Takes a state a step further, unless a job has. Runs a job; the others do nothing long. */
  void settle(StateStep<?, ?> step) throws Exception;
}
