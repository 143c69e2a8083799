package dev.tidemill.receivers.block;

import java.util.function.LongSupplier;

/**
 * When a block is cut.
 *
 * @param intervalNanos age of a block's first record at which the next one begins a new block
 * @param maxBytes size at which a block is cut whatever its age
 * @param nanoTime real time, also where batches follow a manual clock
 */
public record BlockLimits(long intervalNanos, long maxBytes, LongSupplier nanoTime) {
  private static final long LARGE = 8L << 20;

  public static BlockLimits ofMillis(long intervalMs) {
    return new BlockLimits(intervalMs * 1_000_000, LARGE, System::nanoTime);
  }
}
