package dev.tidemill;

import java.io.Serializable;

/**
 * Decides in which partition a key lives. Two partitioners that are equal put every key into the
 * same partition, so an exchange between them is not needed: implement {@code equals}.
 */
public abstract class Partitioner implements Serializable {
  private static final long serialVersionUID = 1L;

  public abstract int numPartitions();

  /** A number from 0 to {@code numPartitions() - 1}, the same for equal keys. */
  public abstract int getPartition(Object key);
}
