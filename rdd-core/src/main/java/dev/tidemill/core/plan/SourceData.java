package dev.tidemill.core.plan;

import java.io.Serializable;
import java.util.Iterator;
import java.util.Optional;

/**
 * What a {@link Source} reads. Reading is repeatable: every call gives the same records in the same
 * order, on any thread, several partitions at once.
 */
public interface SourceData<T> {
  /** Reads one partition wherever a task runs. */
  @FunctionalInterface
  interface Reader<T> extends Serializable {
    Iterator<T> open(TaskScope scope) throws Exception;
  }

  int partitionCount();

  /**
   * What a task that runs elsewhere carries to read a partition; none if the records are in this
   * process only, so that they have to be sent themselves.
   */
  default Optional<Reader<T>> reader(int partition) {
    return Optional.empty();
  }

  /**
   * The records of one partition.
   *
   * @param scope told what to release when the task ends, however it ends
   */
  Iterator<T> open(int partition, TaskScope scope) throws Exception;
}
