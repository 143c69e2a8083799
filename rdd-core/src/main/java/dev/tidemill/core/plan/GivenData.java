package dev.tidemill.core.plan;

import dev.tidemill.core.codec.Isolation;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Records given by the program, cut into partitions of nearly equal size, in order. They are read
 * as often as jobs ask, so a function that changes a record must not change the given one: {@link
 * Isolation} decides what each reader gets.
 */
public final class GivenData<T> implements SourceData<T> {
  private final List<List<T>> partitions;
  private final Isolation isolation;
  // Partitions of which a reader has found every record immutable; the next one need not look.
  private final AtomicIntegerArray constant;

  private GivenData(List<List<T>> partitions, Isolation isolation) {
    this.partitions = partitions;
    this.isolation = isolation;
    this.constant = new AtomicIntegerArray(partitions.size());
  }

  /** As below, for records that no function changes. */
  public static <T> GivenData<T> sliced(List<T> records, int count) {
    return sliced(records, count, Isolation.NONE);
  }

  /** A copy of the list (not of its elements) in {@code count} parts. */
  public static <T> GivenData<T> sliced(List<T> records, int count, Isolation isolation) {
    List<T> copy = new ArrayList<>(records);
    List<List<T>> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) copy.size() * i / count);
      int to = (int) ((long) copy.size() * (i + 1) / count);
      parts.add(copy.subList(from, to));
    }
    return new GivenData<>(parts, isolation);
  }

  /** One partition for each list. The lists and their records must not change any more. */
  public static <T> GivenData<T> ofPartitions(List<List<T>> partitions) {
    return ofPartitions(partitions, Isolation.NONE);
  }

  /** As above, for records that functions may change: what they change is their own copy. */
  public static <T> GivenData<T> ofPartitions(List<List<T>> partitions, Isolation isolation) {
    return new GivenData<>(List.copyOf(partitions), isolation);
  }

  @Override
  public int partitionCount() {
    return partitions.size();
  }

  /** How many there are in all partitions. */
  public long records() {
    return partitions.stream().mapToLong(List::size).sum();
  }

  @Override
  public Iterator<T> open(int partition, TaskScope scope) {
    if (isShared(partition)) {
      return partitions.get(partition).iterator();
    }
    Isolation.Isolated<T> isolated = isolation.over(partitions.get(partition).iterator());
    scope.onCompletion(
        () -> {
          if (isolated.allShared()) {
            constant.set(partition, 1);
          }
        });
    return isolated;
  }

  /**
   * The records of one partition as a list, for engines that own the loop; none if they have to be
   * read one by one, since it is not known that they never change.
   */
  public Optional<List<T>> shared(int partition) {
    List<T> records = partitions.get(partition);
    return isShared(partition) && records instanceof RandomAccess
        ? Optional.of(records)
        : Optional.empty();
  }

  private boolean isShared(int partition) {
    return isolation.sharesAll() || constant.get(partition) == 1;
  }

  @Override
  public String toString() {
    return "given data in " + partitions.size() + " partitions";
  }
}
