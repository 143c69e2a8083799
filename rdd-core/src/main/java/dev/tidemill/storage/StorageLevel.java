package dev.tidemill.storage;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/** Where kept partitions or received blocks may live, and in which form. A value. */
public final class StorageLevel implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Map<String, StorageLevel> NAMED = new TreeMap<>();

  private static final StorageLevel NONE = named("NONE", false, false, false, false, 1);
  private static final StorageLevel DISK_ONLY = named("DISK_ONLY", true, false, false, false, 1);
  private static final StorageLevel DISK_ONLY_2 =
      named("DISK_ONLY_2", true, false, false, false, 2);
  private static final StorageLevel DISK_ONLY_3 =
      named("DISK_ONLY_3", true, false, false, false, 3);
  private static final StorageLevel MEMORY_ONLY = named("MEMORY_ONLY", false, true, false, true, 1);
  private static final StorageLevel MEMORY_ONLY_2 =
      named("MEMORY_ONLY_2", false, true, false, true, 2);
  private static final StorageLevel MEMORY_ONLY_SER =
      named("MEMORY_ONLY_SER", false, true, false, false, 1);
  private static final StorageLevel MEMORY_ONLY_SER_2 =
      named("MEMORY_ONLY_SER_2", false, true, false, false, 2);
  private static final StorageLevel MEMORY_AND_DISK =
      named("MEMORY_AND_DISK", true, true, false, true, 1);
  private static final StorageLevel MEMORY_AND_DISK_2 =
      named("MEMORY_AND_DISK_2", true, true, false, true, 2);
  private static final StorageLevel MEMORY_AND_DISK_SER =
      named("MEMORY_AND_DISK_SER", true, true, false, false, 1);
  private static final StorageLevel MEMORY_AND_DISK_SER_2 =
      named("MEMORY_AND_DISK_SER_2", true, true, false, false, 2);
  private static final StorageLevel OFF_HEAP = named("OFF_HEAP", true, true, true, false, 1);

  private final boolean useDisk;
  private final boolean useMemory;
  private final boolean useOffHeap;
  private final boolean deserialized;
  private final int replication;

  /**
   * @throws IllegalArgumentException if {@code replication} is not from 1 to 39, or objects are to
   *     lie outside the heap
   */
  public StorageLevel(
      boolean useDisk,
      boolean useMemory,
      boolean useOffHeap,
      boolean deserialized,
      int replication) {
    if (replication < 1 || replication >= 40) {
      throw new IllegalArgumentException("Replication is " + replication + "; use 1 to 39.");
    }
    if (useOffHeap && deserialized) {
      throw new IllegalArgumentException(
          "Off-heap storage level does not support deserialized storage; use deserialized = false.");
    }
    this.useDisk = useDisk;
    this.useMemory = useMemory;
    this.useOffHeap = useOffHeap;
    this.deserialized = deserialized;
    this.replication = replication;
  }

  private static StorageLevel named(
      String name,
      boolean disk,
      boolean memory,
      boolean offHeap,
      boolean deserialized,
      int copies) {
    StorageLevel level = new StorageLevel(disk, memory, offHeap, deserialized, copies);
    NAMED.put(name, level);
    return level;
  }

  /**
   * @throws IllegalArgumentException if no level has that name
   */
  public static StorageLevel fromString(String name) {
    StorageLevel level = name == null ? null : NAMED.get(name);
    if (level == null) {
      throw new IllegalArgumentException(
          "Invalid StorageLevel: " + name + "; use one of " + NAMED.keySet() + ".");
    }
    return level;
  }

  public static StorageLevel NONE() {
    return NONE;
  }

  public static StorageLevel DISK_ONLY() {
    return DISK_ONLY;
  }

  public static StorageLevel DISK_ONLY_2() {
    return DISK_ONLY_2;
  }

  public static StorageLevel DISK_ONLY_3() {
    return DISK_ONLY_3;
  }

  public static StorageLevel MEMORY_ONLY() {
    return MEMORY_ONLY;
  }

  public static StorageLevel MEMORY_ONLY_2() {
    return MEMORY_ONLY_2;
  }

  public static StorageLevel MEMORY_ONLY_SER() {
    return MEMORY_ONLY_SER;
  }

  public static StorageLevel MEMORY_ONLY_SER_2() {
    return MEMORY_ONLY_SER_2;
  }

  public static StorageLevel MEMORY_AND_DISK() {
    return MEMORY_AND_DISK;
  }

  public static StorageLevel MEMORY_AND_DISK_2() {
    return MEMORY_AND_DISK_2;
  }

  public static StorageLevel MEMORY_AND_DISK_SER() {
    return MEMORY_AND_DISK_SER;
  }

  public static StorageLevel MEMORY_AND_DISK_SER_2() {
    return MEMORY_AND_DISK_SER_2;
  }

  public static StorageLevel OFF_HEAP() {
    return OFF_HEAP;
  }

  public boolean useDisk() {
    return useDisk;
  }

  public boolean useMemory() {
    return useMemory;
  }

  public boolean useOffHeap() {
    return useOffHeap;
  }

  public boolean deserialized() {
    return deserialized;
  }

  public int replication() {
    return replication;
  }

  /** As the constructor of the same arguments. */
  public static StorageLevel apply(
      boolean useDisk,
      boolean useMemory,
      boolean useOffHeap,
      boolean deserialized,
      int replication) {
    return new StorageLevel(useDisk, useMemory, useOffHeap, deserialized, replication);
  }

  /** As above, not off the heap. */
  public static StorageLevel apply(
      boolean useDisk, boolean useMemory, boolean deserialized, int replication) {
    return apply(useDisk, useMemory, false, deserialized, replication);
  }

  /** In words, such as {@code Disk Memory Deserialized 1x Replicated}. */
  public String description() {
    return (useDisk ? "Disk " : "")
        + (useMemory ? "Memory " + (useOffHeap ? "(off heap) " : "") : "")
        + (deserialized ? "Deserialized " : "Serialized ")
        + replication
        + "x Replicated";
  }

  public boolean isValid() {
    return (useMemory || useDisk) && replication > 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StorageLevel that
        && useDisk == that.useDisk
        && useMemory == that.useMemory
        && useOffHeap == that.useOffHeap
        && deserialized == that.deserialized
        && replication == that.replication;
  }

  @Override
  public int hashCode() {
    int flags = (useDisk ? 8 : 0) | (useMemory ? 4 : 0) | (useOffHeap ? 2 : 0);
    return (flags | (deserialized ? 1 : 0)) * 41 + replication;
  }

  @Override
  public String toString() {
    return "StorageLevel("
        + (useDisk ? "disk, " : "")
        + (useMemory ? "memory, " : "")
        + (useOffHeap ? "offheap, " : "")
        + (deserialized ? "deserialized, " : "")
        + replication
        + " replicas)";
  }
}
