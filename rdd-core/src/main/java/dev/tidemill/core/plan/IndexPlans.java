package dev.tidemill.core.plan;

import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import java.util.Iterator;
import java.util.List;

/** Records with numbers. */
public final class IndexPlans {
  private IndexPlans() {}

  /**
   * Numbers from 0 through all partitions.
   *
   * @param countsBeforeLast how many records each partition but the last has
   */
  public static <T> Plan<Tuple2<T, Long>> numbered(Plan<T> parent, long[] countsBeforeLast) {
    long[] firsts = new long[countsBeforeLast.length + 1];
    for (int i = 0; i < countsBeforeLast.length; i++) {
      firsts[i + 1] = firsts[i] + countsBeforeLast[i];
    }
    return NarrowPlans.mapPartitionsWithIndex(
        "zipWithIndex",
        parent,
        (partition, records) -> new Numbered<>(records, firsts[partition], 1),
        false);
  }

  /** Of n partitions, partition k gets k, n+k, 2n+k and so on. */
  public static <T> Plan<Tuple2<T, Long>> uniquelyNumbered(Plan<T> parent) {
    Partitioner all = new CountedLater(List.of(parent)); // travels as a number, without the parent
    return NarrowPlans.mapPartitionsWithIndex(
        "zipWithUniqueId",
        parent,
        (partition, records) -> new Numbered<>(records, partition, all.numPartitions()),
        false);
  }

  private static final class Numbered<T> implements Iterator<Tuple2<T, Long>> {
    private final Iterator<T> records;
    private final long step;
    private long next;

    Numbered(Iterator<T> records, long first, long step) {
      this.records = records;
      this.next = first;
      this.step = step;
    }

    @Override
    public boolean hasNext() {
      return records.hasNext();
    }

    @Override
    public Tuple2<T, Long> next() {
      Tuple2<T, Long> numbered = new Tuple2<>(records.next(), next);
      next += step;
      return numbered;
    }
  }
}
