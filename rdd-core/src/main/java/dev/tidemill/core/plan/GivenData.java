package dev.tidemill.core.plan;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Records given by the program, cut into partitions of nearly equal size, in order. */
public final class GivenData<T> implements SourceData<T> {
  private final List<List<T>> partitions;

  private GivenData(List<List<T>> partitions) {
    this.partitions = partitions;
  }

  /** A copy of the list (not of its elements) in {@code count} parts. */
  public static <T> GivenData<T> sliced(List<T> records, int count) {
    List<T> copy = new ArrayList<>(records);
    List<List<T>> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) copy.size() * i / count);
      int to = (int) ((long) copy.size() * (i + 1) / count);
      parts.add(copy.subList(from, to));
    }
    return new GivenData<>(parts);
  }

  /** One partition for each list. The lists must not change any more. */
  public static <T> GivenData<T> ofPartitions(List<List<T>> partitions) {
    return new GivenData<>(List.copyOf(partitions));
  }

  @Override
  public int partitionCount() {
    return partitions.size();
  }

  @Override
  public Iterator<T> open(int partition, TaskScope scope) {
    return partitions.get(partition).iterator();
  }

  @Override
  public String toString() {
    return "given data in " + partitions.size() + " partitions";
  }
}
