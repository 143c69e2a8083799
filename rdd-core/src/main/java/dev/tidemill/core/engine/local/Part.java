package dev.tidemill.core.engine.local;

import dev.tidemill.core.memory.SpillingLists;

/**
 * Some of the records that an exchange has moved to one target: a list, or what iterates over
 * records on disk. Used by one thread.
 */
final class Part {
  private final SpillingLists owner; // null if there is nothing to give back
  private final int target;
  private Iterable<?> records;

  private Part(Iterable<?> records, SpillingLists owner, int target) {
    this.records = records;
    this.owner = owner;
    this.target = target;
  }

  /** What a map output has of a target in memory, which is given back when it has been read. */
  static Part inMemory(SpillingLists owner, int target) {
    return new Part(owner.inMemory(target), owner, target);
  }

  /** Records that stay where they are. */
  static Part staying(Iterable<?> records) {
    return new Part(records, null, 0);
  }

  Iterable<?> records() {
    return records;
  }

  /** They have been read, or nobody wants them. May be called more than once. */
  void release() {
    records = null;
    if (owner != null) {
      owner.drop(target);
    }
  }
}
