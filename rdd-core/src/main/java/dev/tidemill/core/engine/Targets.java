package dev.tidemill.core.engine;

import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.core.text.Printable;

/** Asks partitioners, which may be the program's own, and checks what they answer. */
public final class Targets {
  private Targets() {}

  /** How many partitions there are. */
  public static int count(Partitioner partitioner) {
    int targets = partitioner.numPartitions();
    if (targets < 0) {
      throw new IllegalArgumentException(
          partitioner + " has " + targets + " partitions; use 0 or more.");
    }
    return targets;
  }

  /**
   * The partition of a key.
   *
   * @param targets how many there are
   */
  public static int of(Partitioner partitioner, int targets, Object key) throws SparkException {
    if (targets == 0) {
      throw new SparkException(
          partitioner
              + " has no partition for the key "
              + Printable.text(key)
              + "; use 1 or more partitions.");
    }
    int target = partitioner.getPartition(key);
    if (target < 0 || target >= targets) {
      throw new SparkException(
          partitioner
              + " put the key "
              + Printable.text(key)
              + " into partition "
              + target
              + "; it has partitions 0 to "
              + (targets - 1)
              + ".");
    }
    return target;
  }
}
