package dev.tidemill.dstream.state;

import dev.tidemill.core.state.StateCounts;
import dev.tidemill.core.state.StateStore.Removal;
import dev.tidemill.core.state.StateStore.Stage;

/**
 * How much a state may hold, and what becomes of more. Each partition has its share.
 *
 * @param keys of all partitions; {@code Long.MAX_VALUE} for any number
 * @param bytes of the heap, estimated, of all partitions; {@code Long.MAX_VALUE} for any number
 * @param evicts whether keys that had no data for longest make room; if not, the step fails
 */
public record StateLimit(long keys, long bytes, boolean evicts) {
  public static final StateLimit NONE = new StateLimit(Long.MAX_VALUE, Long.MAX_VALUE, false);

  /** As many keys as a partition may have, by what those before the step take. */
  private long keysOf(StateCounts before, int partitions) {
    long byKeys = share(keys, partitions);
    if (bytes == Long.MAX_VALUE || before.keys() == 0) {
      return byKeys;
    }
    double each = Math.max(1, (double) before.bytes() / before.keys());
    return Math.min(byKeys, (long) (share(bytes, partitions) / each));
  }

  private static long share(long of, int partitions) {
    return of == Long.MAX_VALUE ? of : (of + partitions - 1) / partitions;
  }

  /**
   * Makes room in a step that has done all else.
   *
   * @return whether keys had to go
   * @throws IllegalStateException if there is too much, and nothing may or can be evicted
   */
  boolean enforce(String operator, Stage<?, ?> stage, StateCounts before, int partitions) {
    long most = keysOf(before, partitions);
    boolean evicted = false;
    while (evicts && stage.size() > most) {
      int oldest = stage.nextIdle(Long.MAX_VALUE);
      if (oldest < 0) {
        break; // all that is left had data in this step
      }
      stage.remove(oldest, Removal.EVICTED);
      evicted = true;
    }
    if (stage.size() > most) {
      throw new IllegalStateException(
          operator
              + ": a partition of the state would have "
              + stage.size()
              + " keys; the limit of "
              + this
              + " allows "
              + most
              + " in each of "
              + partitions
              + " partitions. Raise it, set a timeout, or "
              + (evicts
                  ? "use more partitions; all keys had data in this batch."
                  : "have those evicted that had no data for longest (evictOldest)."));
    }
    return evicted;
  }

  /** For people. */
  @Override
  public String toString() {
    return keys == Long.MAX_VALUE ? bytes + " bytes" : keys + " keys";
  }
}
