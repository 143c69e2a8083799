package dev.tidemill;

/** Partitions by {@code hashCode}; the null key lives in partition 0. */
public class HashPartitioner extends Partitioner {
  private static final long serialVersionUID = 1L;

  private final int partitions;

  /**
   * @throws IllegalArgumentException if {@code partitions} is negative; 0 is allowed for datasets
   *     without partitions (semantics section 1)
   */
  public HashPartitioner(int partitions) {
    if (partitions < 0) {
      throw new IllegalArgumentException(
          "Number of partitions (" + partitions + ") cannot be negative; use 1 or more.");
    }
    this.partitions = partitions;
  }

  @Override
  public int numPartitions() {
    return partitions;
  }

  @Override
  public int getPartition(Object key) {
    return key == null ? 0 : Math.floorMod(key.hashCode(), numPartitions());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HashPartitioner that && that.numPartitions() == numPartitions();
  }

  @Override
  public int hashCode() {
    return numPartitions();
  }

  @Override
  public String toString() {
    return "HashPartitioner(" + numPartitions() + ")";
  }
}
