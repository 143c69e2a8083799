package dev.tidemill.receivers;

import dev.tidemill.SparkConf;

/**
 * What this module reads from the settings, once, when a stream is made.
 *
 * @param blockIntervalMs {@code spark.streaming.blockInterval}: how long records go into one block;
 *     default 200 ms
 * @param restartDelayMs {@code spark.streaming.receiverRestartDelay}: pause between two launches of
 *     a receiver; default 2000 ms
 * @param stopDeadlineMs how long a receiver may take to stop before the context goes on without it
 */
record ReceiverSettings(long blockIntervalMs, int restartDelayMs, long stopDeadlineMs) {
  private static final String INTERVAL = "spark.streaming.blockInterval";
  private static final String DELAY = "spark.streaming.receiverRestartDelay";
  private static final long STOP_DEADLINE_MS = 10_000;
  private static final long LONGEST_INTERVAL_MS = 3_600_000;

  ReceiverSettings {
    if (blockIntervalMs < 1 || blockIntervalMs > LONGEST_INTERVAL_MS) {
      throw new IllegalArgumentException(
          INTERVAL + " is " + blockIntervalMs + " ms; use 1ms to 1h.");
    }
    if (restartDelayMs < 0) {
      throw new IllegalArgumentException(DELAY + " is " + restartDelayMs + " ms; use 0 or more.");
    }
  }

  static ReceiverSettings from(SparkConf conf) {
    return new ReceiverSettings(
        conf.getTimeAsMs(INTERVAL, "200ms"), conf.getInt(DELAY, 2000), STOP_DEADLINE_MS);
  }
}
