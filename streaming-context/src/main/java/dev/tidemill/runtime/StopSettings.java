package dev.tidemill.runtime;

import dev.tidemill.SparkConf;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a context stops by itself, gracefully.
 *
 * @param file {@code tidemill.stop.file}: when a file of this name appears
 * @param afterBatches {@code tidemill.stop.afterBatches}: with the last of so many new batches
 * @param afterMs {@code tidemill.stop.after}: with the first batch that is due when this time has
 *     gone by since the start
 */
record StopSettings(Optional<String> file, OptionalLong afterBatches, OptionalLong afterMs) {
  private static final String FILE = "tidemill.stop.file";
  private static final String BATCHES = "tidemill.stop.afterBatches";
  private static final String AFTER = "tidemill.stop.after";

  static StopSettings from(SparkConf conf) {
    Optional<String> file = Optional.ofNullable(conf.get(FILE, null));
    if (file.isPresent() && file.get().isBlank()) {
      throw new IllegalArgumentException(
          FILE + " is empty; give the name of a file, such as /run/counts.stop, or leave it out.");
    }
    return new StopSettings(
        file,
        conf.contains(BATCHES)
            ? positive(BATCHES, conf.getLong(BATCHES, 0), "")
            : OptionalLong.empty(),
        conf.contains(AFTER)
            ? positive(AFTER, conf.getTimeAsMs(AFTER, "0"), " ms")
            : OptionalLong.empty());
  }

  private static OptionalLong positive(String key, long value, String unit) {
    if (value < 1) {
      throw new IllegalArgumentException(
          key + " is " + value + unit + "; use 1 or more, or leave it out.");
    }
    return OptionalLong.of(value);
  }

  /**
   * The time of the last batch, {@code Long.MAX_VALUE} if there is none.
   *
   * @param resumeAfter the first new batch is one interval later
   */
  long lastBatch(long resumeAfter, long interval, long now) {
    long last = Long.MAX_VALUE;
    if (afterBatches.isPresent()) {
      last = Math.min(last, timeOf(afterBatches.getAsLong(), resumeAfter, interval));
    }
    if (afterMs.isPresent() && afterMs.getAsLong() < Long.MAX_VALUE - now) {
      long end = Math.max(resumeAfter + 1, now + afterMs.getAsLong());
      last = Math.min(last, timeOf((end - resumeAfter - 1) / interval + 1, resumeAfter, interval));
    }
    return last;
  }

  private static long timeOf(long batch, long resumeAfter, long interval) {
    long room = (Long.MAX_VALUE - resumeAfter) / interval;
    return batch > room ? Long.MAX_VALUE : resumeAfter + batch * interval;
  }
}
