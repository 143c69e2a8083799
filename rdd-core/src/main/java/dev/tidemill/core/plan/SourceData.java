package dev.tidemill.core.plan;

import java.util.Iterator;

/**
 * What a {@link Source} reads. Reading is repeatable: every call gives the same records in the same
 * order, on any thread, several partitions at once.
 */
public interface SourceData<T> {
  int partitionCount();

  /**
   * The records of one partition.
   *
   * @param scope told what to release when the task ends, however it ends
   */
  Iterator<T> open(int partition, TaskScope scope) throws Exception;
}
