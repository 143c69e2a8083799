package dev.tidemill.core.plan;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.core.plan.Narrow.Input;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Operators that change how many partitions there are, and nothing about the records. */
public final class PartitionPlans {
  private PartitionPlans() {}

  /** Neighbouring partitions put together, so that there are at most {@code count}. Moves none. */
  public static <T> Plan<T> coalesce(Plan<T> parent, int count) {
    return new Narrow<>(
        "coalesce",
        List.of(parent),
        () -> Math.min(count, parent.partitionCount()),
        partition -> neighbours(parent.partitionCount(), count, partition),
        Optional.empty(),
        Optional.empty());
  }

  private static List<Input> neighbours(int existing, int wanted, int partition) {
    int count = Math.min(wanted, existing);
    int from = (int) ((long) existing * partition / count);
    int to = (int) ((long) existing * (partition + 1) / count);
    return IntStream.range(from, to).mapToObj(parent -> new Input(0, parent)).toList();
  }

  /**
   * Exactly {@code count} partitions of about equal size: each parent partition deals its records
   * out in turn.
   */
  public static <T> Plan<T> repartition(Plan<T> parent, int count) {
    Plan<Tuple2<Integer, T>> dealt =
        Plans.overPartitions(
            "repartition",
            parent,
            (partition, inputs, scope) -> dealt(Plans.<T>only(inputs), partition % count, count),
            Optional.empty());
    return new Mapped<>(
        "repartition", new Exchange<>(dealt, new HashPartitioner(count)), pair -> pair._2, false);
  }

  /** Starts at another place for each partition, or the first targets would get most. */
  private static <T> Iterator<Tuple2<Integer, T>> dealt(Iterator<T> records, int first, int count) {
    return new Iterator<>() {
      private int target = first;

      @Override
      public boolean hasNext() {
        return records.hasNext();
      }

      @Override
      public Tuple2<Integer, T> next() {
        Tuple2<Integer, T> pair = new Tuple2<>(target, records.next());
        target = target + 1 == count ? 0 : target + 1;
        return pair;
      }
    };
  }

  /** One partition of the parent as a dataset. */
  public static <T> Plan<T> only(Plan<T> parent, int partition) {
    return new Narrow<>(
        "one partition",
        List.of(parent),
        () -> 1,
        ignored -> List.of(new Input(0, partition)),
        Optional.empty(),
        Optional.empty());
  }
}
