package dev.tidemill.runtime;

import dev.tidemill.SparkConf;
import dev.tidemill.core.text.Printable;
import dev.tidemill.runtime.batch.BatchRules;
import dev.tidemill.streaming.Duration;

/**
 * What streaming-context reads from the settings, once, when a context is made.
 *
 * @param rules what the machine obeys
 * @param stopGracefullyOnShutdown {@code spark.streaming.stopGracefullyOnShutdown}, false
 * @param stopSparkContextByDefault {@code spark.streaming.stopSparkContextByDefault}, true
 */
record RuntimeSettings(
    BatchRules rules, boolean stopGracefullyOnShutdown, boolean stopSparkContextByDefault) {

  /** A stop without grace gives running outputs this long (semantics section 2). */
  private static final long HALT_MS = 2000;

  static RuntimeSettings from(SparkConf conf, Duration interval) {
    long batch = interval.milliseconds();
    String tenBatches = Math.min(batch, Long.MAX_VALUE / 10) * 10 + "ms";
    long drain = conf.getTimeAsMs("spark.streaming.gracefulStopTimeout", tenBatches);
    if (drain < 0) {
      throw new IllegalArgumentException(
          "spark.streaming.gracefulStopTimeout is " + drain + " ms; use 0 or more.");
    }
    return new RuntimeSettings(
        new BatchRules(
            batch,
            positive(conf, "tidemill.batches.maxPending", 1000),
            positive(conf, "spark.streaming.concurrentJobs", 1),
            stopOnFailure(conf),
            drain,
            HALT_MS),
        conf.getBoolean("spark.streaming.stopGracefullyOnShutdown", false),
        conf.getBoolean("spark.streaming.stopSparkContextByDefault", true));
  }

  private static int positive(SparkConf conf, String key, int defaultValue) {
    int value = conf.getInt(key, defaultValue);
    if (value < 1) {
      throw new IllegalArgumentException(key + " is " + value + "; use 1 or more.");
    }
    return value;
  }

  private static boolean stopOnFailure(SparkConf conf) {
    String key = "tidemill.batch.onFailure";
    String value = conf.get(key, "continue");
    return switch (value) {
      case "continue" -> false;
      case "stop" -> true;
      default ->
          throw new IllegalArgumentException(
              key + " is \"" + Printable.text(value) + "\"; use continue or stop.");
    };
  }
}
