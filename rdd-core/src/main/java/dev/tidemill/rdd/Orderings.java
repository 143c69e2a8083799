package dev.tidemill.rdd;

import dev.tidemill.core.engine.Records;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Actions that find the first few records in some order, without sorting the others. */
public final class Orderings {
  private Orderings() {}

  /**
   * The first {@code count} in this order, sorted; of equal ones those of earlier places. Every
   * partition keeps at most twice as many in memory.
   */
  public static <T> List<T> takeOrdered(RDD<T> rdd, int count, Comparator<? super T> order) {
    List<List<T>> parts =
        count == 0
            ? List.of()
            : PartitionResults.ofAll(
                "takeOrdered", rdd, (partition, records) -> smallest(records, count, order));
    Smallest<T> all = new Smallest<>(count, order);
    parts.forEach(part -> part.forEach(all::offer));
    return all.result();
  }

  private static <T> List<T> smallest(Records<T> records, int count, Comparator<? super T> order)
      throws Exception {
    Smallest<T> smallest = new Smallest<>(count, order);
    records.forEach(
        record -> {
          smallest.offer(record);
          return true;
        });
    return new ArrayList<>(smallest.result());
  }

  /** The order of the records' own class; others fail the task that compares them. */
  @SuppressWarnings("unchecked") // checked by the class when it compares
  public static <T> Comparator<T> natural() {
    return (Comparator<T>) Comparator.naturalOrder();
  }
}
