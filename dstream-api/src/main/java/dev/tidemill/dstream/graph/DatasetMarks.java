package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.storage.StorageLevel;

/** What a stream wants done with the datasets of its batches. Does nothing long. */
public interface DatasetMarks {
  /** Keeps the partitions from the first job on that makes them. */
  void keep(Plan<?> plan, StorageLevel level);

  /** Writes the dataset to the checkpoint directory once a job has made it. */
  void checkpoint(Plan<?> plan);

  /** Drops what is kept of it. */
  void drop(Plan<?> plan);
}
