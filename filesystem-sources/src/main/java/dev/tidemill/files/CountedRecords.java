package dev.tidemill.files;

import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts the records of a batch's files while tasks read them, since only reading tells. A
 * partition that several jobs read counts once, one that no task has read to its end not at all.
 */
final class CountedRecords<T> implements SourceData<T> {
  private final SourceData<T> data;
  private final Map<Integer, Long> countOfPartition = new ConcurrentHashMap<>();

  CountedRecords(SourceData<T> data) {
    this.data = data;
  }

  long counted() {
    return countOfPartition.values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public int partitionCount() {
    return data.partitionCount();
  }

  /** What is read elsewhere is not counted. */
  @Override
  public Optional<Reader<T>> reader(int partition) {
    return data.reader(partition);
  }

  @Override
  public Iterator<T> open(int partition, TaskScope scope) throws Exception {
    Iterator<T> records = data.open(partition, scope);
    return new Iterator<>() {
      private long count;

      @Override
      public boolean hasNext() {
        boolean more = records.hasNext();
        if (!more) {
          countOfPartition.putIfAbsent(partition, count);
        }
        return more;
      }

      @Override
      public T next() {
        T record = records.next();
        count++;
        return record;
      }
    };
  }

  @Override
  public String toString() {
    return data.toString();
  }
}
