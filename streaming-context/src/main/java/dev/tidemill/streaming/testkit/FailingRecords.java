package dev.tidemill.streaming.testkit;

import dev.tidemill.core.error.Sneaky;
import java.util.Iterator;

/** The records of a partition, and then the failure that was ordered for this attempt, if any. */
final class FailingRecords<T> implements Iterator<T> {
  private final Iterator<T> records;
  private final int partition;
  private final TaskFailures failures;

  FailingRecords(Iterator<T> records, int partition, TaskFailures failures) {
    this.records = records;
    this.partition = partition;
    this.failures = failures;
  }

  @Override
  public boolean hasNext() {
    if (records.hasNext()) {
      return true;
    }
    failures.next(partition).ifPresent(Sneaky::thrown);
    return false;
  }

  @Override
  public T next() {
    return records.next();
  }
}
