package dev.tidemill.core.plan;

import dev.tidemill.core.plan.Narrow.PartitionFunction;
import java.util.Iterator;
import java.util.List;

/**
 * A partition function that reads all of its one input before it gives anything. An engine may push
 * the records, which is faster than to be asked for each.
 */
public interface Gathering<A, T> extends PartitionFunction<T> {
  /** What has been gathered of one partition. Used by one thread. */
  interface Gathered<A, T> {
    void add(A record) throws Exception;

    /** Called once, after the last record. */
    Iterator<T> result() throws Exception;
  }

  /**
   * @param scope told what to release when the task ends, however it ends
   */
  Gathered<A, T> begin(TaskScope scope);

  @Override
  @SuppressWarnings("unchecked") // the only input has the type the function was made for
  default Iterator<T> apply(int partition, List<Iterator<?>> inputs, TaskScope scope)
      throws Exception {
    Gathered<A, T> gathered = begin(scope);
    Iterator<A> records = (Iterator<A>) inputs.get(0);
    while (records.hasNext()) {
      gathered.add(records.next());
    }
    return gathered.result();
  }
}
