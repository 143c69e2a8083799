package dev.tidemill.receivers.block;

import dev.tidemill.core.codec.Isolation;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.streaming.Time;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Which blocks belong to which batch, once and for all: a batch gets its blocks in order of time,
 * keeps the same ones however often it is planned, and loses them when it is done.
 *
 * <p>Not thread-safe: part of {@link BlockBuffer}, under its lock.
 */
final class BatchBlocks<T> {
  // invariant: lastDone < every key <= lastAllocated
  private final TreeMap<Long, ReceivedBlocks<T>> allocated = new TreeMap<>();
  private long lastAllocated = Long.MIN_VALUE;
  private long lastDone = Long.MIN_VALUE;

  /**
   * Whether the batch still has to be given its blocks.
   *
   * @throws IllegalStateException if it cannot be given any: a later one has its, or it is done
   */
  boolean isNew(Time batch) {
    long time = batch.milliseconds();
    if (allocated.containsKey(time)) {
      return false;
    }
    long last = Math.max(lastAllocated, lastDone);
    if (time <= last) {
      throw new IllegalStateException(
          "Batch "
              + batch
              + " cannot be allocated: "
              + last
              + " ms came before it; batches are allocated in order of their time.");
    }
    return true;
  }

  void add(Time batch, ReceivedBlocks<T> blocks) {
    lastAllocated = batch.milliseconds();
    allocated.put(lastAllocated, blocks);
  }

  Allocation allocation(Time batch) {
    ReceivedBlocks<T> blocks = allocated.get(batch.milliseconds());
    return new Allocation(blocks.records(), blocks.toString());
  }

  /**
   * @throws IllegalStateException if the batch is done
   */
  Optional<Plan<T>> plan(Time batch, Isolation isolation) {
    long time = batch.milliseconds();
    if (time <= lastDone) {
      throw new IllegalStateException(
          "The records received for batch "
              + batch
              + " have been dropped: everything up to "
              + lastDone
              + " ms is done.");
    }
    return Optional.ofNullable(allocated.get(time))
        .map(blocks -> new Source<>(blocks.data(isolation)));
  }

  /**
   * Forgets the batch and earlier ones.
   *
   * @return the bytes that their blocks held
   */
  long drop(Time batch) {
    lastDone = Math.max(lastDone, batch.milliseconds());
    var past = allocated.headMap(lastDone, true);
    long bytes = past.values().stream().mapToLong(ReceivedBlocks::bytes).sum();
    past.clear();
    return bytes;
  }
}
