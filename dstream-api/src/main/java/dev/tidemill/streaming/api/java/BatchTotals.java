package dev.tidemill.streaming.api.java;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.core.plan.Mapped;
import dev.tidemill.core.plan.NarrowPlans;
import dev.tidemill.core.plan.Placement;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Plans;
import java.util.Collections;
import java.util.Iterator;

/**
 * Datasets that say one thing about a whole batch: within each partition first, then what the
 * partitions gave is brought together under the key null, which lives in partition 0.
 */
final class BatchTotals {
  private BatchTotals() {}

  /** One number, in the first of that many partitions. */
  static <T> Plan<Long> count(Plan<T> batch, int partitions) {
    Plan<Tuple2<Object, Long>> counts =
        NarrowPlans.mapPartitions(batch, records -> one(new Tuple2<>(null, size(records))), false);
    return NarrowPlans.mapPartitionsWithIndex(
        "count",
        Placement.placed(counts, new HashPartitioner(partitions)),
        (partition, parts) -> partition == 0 ? one(sum(parts)) : Collections.emptyIterator(),
        false);
  }

  private static long size(Iterator<?> records) {
    long size = 0;
    for (; records.hasNext(); records.next()) {
      size++;
    }
    return size;
  }

  private static long sum(Iterator<Tuple2<Object, Long>> counts) {
    long sum = 0;
    while (counts.hasNext()) {
      sum += counts.next()._2;
    }
    return sum;
  }

  /** One record of all, in one partition; none of none. */
  static <T> Plan<T> reduce(Plan<T> batch, Function2<T, T, T> function) {
    Plan<Tuple2<Object, T>> parts =
        NarrowPlans.mapPartitions(
            batch,
            records ->
                records.hasNext()
                    ? one(new Tuple2<>(null, reduced(records, function)))
                    : Collections.emptyIterator(),
            false);
    Plan<T> values =
        new Mapped<>("reduce", Placement.placed(parts, new HashPartitioner(1)), Tuple2::_2, false);
    return NarrowPlans.mapPartitions(
        values,
        records ->
            records.hasNext() ? one(reduced(records, function)) : Collections.emptyIterator(),
        false);
  }

  private static <T> T reduced(Iterator<T> records, Function2<T, T, T> function) throws Exception {
    T all = records.next();
    while (records.hasNext()) {
      all = function.call(all, records.next());
    }
    return all;
  }

  /** How often each record is there. */
  static <T> Plan<Tuple2<T, Long>> countByValue(Plan<T> batch, Partitioner partitioner) {
    Plan<Tuple2<T, Long>> ones =
        new Mapped<>("countByValue", batch, record -> new Tuple2<>(record, 1L), false);
    return Plans.combineByKey(
        "countByValue", ones, count -> count, Long::sum, Long::sum, partitioner);
  }

  /** The record may be null. */
  private static <T> Iterator<T> one(T record) {
    return Collections.singletonList(record).iterator();
  }
}
