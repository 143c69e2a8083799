package dev.tidemill.streaming.testkit;

import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import java.util.Iterator;

/** Gives the records of a partition and then fails the task, as often as was ordered. */
final class FailingData<T> implements SourceData<T> {
  private final SourceData<T> data;
  private final TaskFailures failures;

  FailingData(SourceData<T> data, TaskFailures failures) {
    this.data = data;
    this.failures = failures;
  }

  @Override
  public int partitionCount() {
    return data.partitionCount();
  }

  @Override
  public Iterator<T> open(int partition, TaskScope scope) throws Exception {
    Iterator<T> records = data.open(partition, scope);
    return new Iterator<>() {
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
    };
  }

  @Override
  public String toString() {
    return data + ", with failures";
  }
}
