package dev.tidemill.core.state;

/**
 * What a step did to a state, or to a partition of it, and what there was after it.
 *
 * @param keys after the step
 * @param bytes of the heap that keys, values and what is known of them take: an estimate
 * @param visited keys for which the step looked at the state
 * @param updated keys that got a value
 * @param removed keys that went, in whatever way
 * @param timedOut of those that went, the ones that were idle for too long
 * @param evicted of those that went, the ones that had to make room
 */
public record StateCounts(
    long keys, long bytes, long visited, long updated, long removed, long timedOut, long evicted) {
  public static final StateCounts NONE = new StateCounts(0, 0, 0, 0, 0, 0, 0);

  /** Those of two partitions together. */
  public StateCounts plus(StateCounts other) {
    return new StateCounts(
        keys + other.keys,
        bytes + other.bytes,
        visited + other.visited,
        updated + other.updated,
        removed + other.removed,
        timedOut + other.timedOut,
        evicted + other.evicted);
  }
}
