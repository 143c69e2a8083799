package dev.tidemill.core.plan;

import dev.tidemill.HashPartitioner;
import java.util.ArrayList;
import java.util.List;

/**
 * A hash partitioner with as many partitions as the largest of some datasets, counted when a job
 * (or the program) first asks: counting may have to look at files, which a transformation must not.
 * At least one partition, since other datasets may come to be placed by it too.
 */
final class CountedLater extends HashPartitioner {
  private static final long serialVersionUID = 1L;
  private static final int UNCOUNTED = -1;

  private final transient List<Plan<?>> counted;
  private transient volatile int count = UNCOUNTED;

  CountedLater(List<? extends Plan<?>> datasets) {
    super(0);
    List<Plan<?>> roots = new ArrayList<>();
    for (Plan<?> dataset : datasets) {
      roots.add(rootOf(dataset));
    }
    this.counted = List.copyOf(roots);
  }

  /** The first node below that decides how many partitions there are. */
  static Plan<?> rootOf(Plan<?> dataset) {
    Plan<?> root = dataset;
    while (root instanceof Mapped || root instanceof Filtered || root instanceof FlatMapped) {
      root = root.parents().get(0);
    }
    return root;
  }

  boolean isCounted() {
    return count != UNCOUNTED;
  }

  /** True if both count the same datasets, which is known without counting. */
  boolean countsLike(CountedLater other) {
    return counted.equals(other.counted); // plans are equal by identity
  }

  @Override
  public int numPartitions() {
    if (count == UNCOUNTED) {
      count = counted.stream().mapToInt(Plan::partitionCount).reduce(1, Math::max);
    }
    return count;
  }

  /** Elsewhere the datasets are not there to be counted. */
  private Object writeReplace() {
    return new HashPartitioner(numPartitions());
  }
}
