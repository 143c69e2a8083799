package dev.tidemill.rdd;

import dev.tidemill.api.java.function.Function2;
import dev.tidemill.api.java.function.VoidFunction;
import dev.tidemill.core.engine.Job.Rounds;
import dev.tidemill.core.engine.Records;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.plan.GivenData;
import dev.tidemill.core.plan.Source;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;

/** What runs a dataset and brings something back. */
public final class Actions {
  private Actions() {}

  private static int[] all(RDD<?> rdd) {
    return IntStream.range(0, rdd.getNumPartitions()).toArray();
  }

  /** All records, partition after partition. */
  public static <T> List<T> collect(RDD<T> rdd) {
    return collecting(rdd).run();
  }

  /** See {@link #collect}. */
  public static <T> Action<List<T>> collecting(RDD<T> rdd) {
    int[] partitions = all(rdd);
    List<List<T>> parts = new ArrayList<>();
    for (int ignored : partitions) {
      parts.add(List.of());
    }
    return Action.<T, List<T>, List<T>>of(
        rdd,
        "collect",
        Rounds.one(partitions),
        (partition, records) -> {
          List<T> part = new ArrayList<>();
          records.forEach(part::add);
          return part;
        },
        parts::set,
        () -> concatenated(parts));
  }

  /** The records of some partitions, one list for each. */
  public static <T> List<List<T>> collectPartitions(RDD<T> rdd, int... partitions) {
    return PartitionResults.of(
        "collectPartitions",
        rdd,
        partitions,
        (partition, records) -> {
          List<T> part = new ArrayList<>();
          records.forEach(part::add);
          return part;
        });
  }

  private static <T> List<T> concatenated(List<List<T>> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    List<T> records = new ArrayList<>(parts.stream().mapToInt(List::size).sum());
    parts.forEach(records::addAll);
    return records;
  }

  public static long count(RDD<?> rdd) {
    return counting(rdd).run();
  }

  public static <T> Action<Long> counting(RDD<T> rdd) {
    long[] total = new long[1];
    return Action.<T, Long, Long>of(
        rdd,
        "count",
        Rounds.one(all(rdd)),
        (partition, records) -> counted(records),
        (partition, count) -> total[0] += count,
        () -> total[0]);
  }

  /** How many records each of the partitions but the last has; runs nothing if there is one. */
  public static <T> long[] countsBeforeLast(RDD<T> rdd) {
    int[] partitions = IntStream.range(0, Math.max(0, rdd.getNumPartitions() - 1)).toArray();
    if (partitions.length == 0) {
      return new long[0];
    }
    return PartitionResults.of(
            "zipWithIndex", rdd, partitions, (partition, records) -> counted(records))
        .stream()
        .mapToLong(count -> count)
        .toArray();
  }

  static long counted(Records<?> records) throws Exception {
    long[] count = new long[1];
    records.forEach(
        record -> {
          count[0]++;
          return true;
        });
    return count[0];
  }

  /**
   * The first {@code count} records. Reads one partition, then four times as many each round, and
   * stops reading inside a partition as soon as it has enough.
   */
  public static <T> List<T> take(RDD<T> rdd, int count) {
    return count == 0 ? new ArrayList<>() : taking(rdd, count).run();
  }

  /** See {@link #take}. */
  public static <T> Action<List<T>> taking(RDD<T> rdd, int count) {
    // A job over the dataset would run what is below its exchanges even to take nothing.
    RDD<T> read = count == 0 ? new RDD<>(rdd.context(), new Source<>(noPartitions())) : rdd;
    Taking<T> taking = new Taking<>(read.getNumPartitions(), count);
    return Action.of(read, "take", taking, taking.task(), taking::add, taking::taken);
  }

  private static <T> GivenData<T> noPartitions() {
    return GivenData.sliced(List.of(), 0);
  }

  /**
   * Reduces each partition, then the results in the order of the partitions.
   *
   * @throws UnsupportedOperationException if there is no record
   */
  public static <T> T reduce(RDD<T> rdd, Function2<T, T, T> function) {
    int[] partitions = all(rdd);
    List<List<T>> parts = new ArrayList<>();
    for (int ignored : partitions) {
      parts.add(List.of());
    }
    rdd.<List<T>>run(
        "reduce",
        partitions,
        (partition, records) -> reduced(records.iterator(), function),
        parts::set);
    try {
      List<T> result = reduced(concatenated(parts).iterator(), function);
      if (result.isEmpty()) {
        throw new UnsupportedOperationException("empty collection");
      }
      return result.get(0);
    } catch (RuntimeException unchecked) {
      throw unchecked;
    } catch (Exception failed) {
      throw Sneaky.thrown(failed);
    }
  }

  /** One element, or none for no records. */
  private static <T> List<T> reduced(Iterator<T> records, Function2<T, T, T> function)
      throws Exception {
    List<T> result = new ArrayList<>(1);
    while (records.hasNext()) {
      T record = records.next();
      if (result.isEmpty()) {
        result.add(record);
      } else {
        result.set(0, function.call(result.get(0), record));
      }
    }
    return result;
  }

  public static <T> void foreach(RDD<T> rdd, VoidFunction<T> action) {
    visiting(rdd, action).run();
  }

  /** See {@link #foreach}. */
  public static <T> Action<Void> visiting(RDD<T> rdd, VoidFunction<T> action) {
    return Action.<T, Boolean, Void>of(
        rdd,
        "foreach",
        Rounds.one(all(rdd)),
        (partition, records) -> {
          records.forEach(
              record -> {
                action.call(record);
                return true;
              });
          return true;
        },
        (partition, done) -> {},
        () -> null);
  }

  public static <T> void foreachPartition(RDD<T> rdd, VoidFunction<Iterator<T>> action) {
    visitingPartitions(rdd, action).run();
  }

  /** See {@link #foreachPartition}. */
  public static <T> Action<Void> visitingPartitions(RDD<T> rdd, VoidFunction<Iterator<T>> action) {
    return Action.<T, Boolean, Void>of(
        rdd,
        "foreachPartition",
        Rounds.one(all(rdd)),
        (partition, records) -> {
          action.call(records.iterator());
          return true;
        },
        (partition, done) -> {},
        () -> null);
  }
}
