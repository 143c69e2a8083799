package dev.tidemill.core.plan;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.RangePartitioner;
import dev.tidemill.Tuple2;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where keys live, and by what they are placed if the program does not say. Nothing here looks at
 * files or runs a job: what cannot be known without that is taken as different, at the price of an
 * exchange.
 */
public final class Placement {
  private Placement() {}

  /** The pairs where the partitioner wants them: by an exchange, unless they are there already. */
  public static <K, V> Plan<Tuple2<K, V>> placed(
      Plan<Tuple2<K, V>> pairs, Partitioner partitioner) {
    return isPlaced(pairs, partitioner) ? pairs : new Exchange<>(pairs, partitioner);
  }

  /** True if every key is known to be in the partition that the partitioner names. */
  public static boolean isPlaced(Plan<?> pairs, Partitioner partitioner) {
    return pairs.partitioner().filter(existing -> same(existing, partitioner)).isPresent();
  }

  private static boolean same(Partitioner a, Partitioner b) {
    if (a == b) {
      return true;
    }
    if (a instanceof CountedLater one && b instanceof CountedLater other && one.countsLike(other)) {
      return true;
    }
    return isDecided(a) && isDecided(b) && a.equals(b);
  }

  private static boolean isDecided(Partitioner partitioner) {
    if (partitioner instanceof CountedLater later) {
      return later.isCounted();
    }
    return !(partitioner instanceof RangePartitioner<?> ranges) || ranges.isDecided();
  }

  /**
   * The partitioner of the largest parent that has one; of parents whose size is not known yet, the
   * first. If none has: a hash partitioner with the given parallelism, else with as many partitions
   * as the largest parent.
   *
   * @param parallelism {@code spark.default.parallelism}, if set
   */
  public static Partitioner byDefault(OptionalInt parallelism, List<? extends Plan<?>> parents) {
    Optional<Partitioner> existing =
        parents.stream()
            .flatMap(parent -> parent.partitioner().stream())
            .filter(partitioner -> !isDecided(partitioner) || partitioner.numPartitions() > 0)
            .reduce(Placement::larger);
    return existing.orElseGet(() -> byRecords(parallelism, parents));
  }

  /** As {@link #byDefault}, but for what is placed by whole records: no parent's will do. */
  public static Partitioner byRecords(OptionalInt parallelism, List<? extends Plan<?>> parents) {
    return parallelism.isPresent()
        ? new HashPartitioner(parallelism.getAsInt())
        : hashLike(parents);
  }

  private static Partitioner larger(Partitioner first, Partitioner second) {
    boolean known = isDecided(first) && isDecided(second);
    return known && second.numPartitions() > first.numPartitions() ? second : first;
  }

  /**
   * A hash partitioner with as many partitions as the largest of the datasets; at least one, since
   * other datasets may come to be placed by it too.
   */
  public static Partitioner hashLike(List<? extends Plan<?>> datasets) {
    int largest = 1;
    for (Plan<?> dataset : datasets) {
      Plan<?> root = CountedLater.rootOf(dataset);
      if (!isCountKnown(root)) {
        return new CountedLater(datasets);
      }
      largest = Math.max(largest, root.partitionCount());
    }
    return new HashPartitioner(largest);
  }

  private static boolean isCountKnown(Plan<?> root) {
    return root instanceof Source<?> source
        ? source.data() instanceof GivenData
        : root.partitioner().filter(Placement::isDecided).isPresent();
  }
}
