package dev.tidemill.runtime;

import dev.tidemill.SparkConf;
import dev.tidemill.core.conf.SettingValues;
import dev.tidemill.runtime.batch.BatchRules;
import dev.tidemill.runtime.journal.JournalLimits;
import dev.tidemill.runtime.recovery.MissedTime;
import dev.tidemill.runtime.recovery.Recovery;
import dev.tidemill.streaming.Duration;
import java.util.OptionalInt;

/**
 * What streaming-context reads from the settings, once, when a context is made.
 *
 * @param rules what the machine obeys
 * @param maxParked {@code tidemill.batches.maxParked}, 16; obeyed where a journal is kept
 * @param recovery how a program goes on after a restart
 * @param journal bounds of the journal's files ({@code tidemill.journal.segmentSize}, 8m)
 * @param standby {@code tidemill.driver.standby}, false
 * @param manualClockJump {@code spark.streaming.manualClock.jump}: how far a clock that a test
 *     moves is behind the last batch of an earlier process when this one begins
 * @param stop when the context stops by itself
 * @param stopGracefullyOnShutdown {@code spark.streaming.stopGracefullyOnShutdown}, false
 * @param stopSparkContextByDefault {@code spark.streaming.stopSparkContextByDefault}, true
 */
record RuntimeSettings(
    BatchRules rules,
    int maxParked,
    Recovery.Rules recovery,
    JournalLimits journal,
    boolean standby,
    long manualClockJump,
    StopSettings stop,
    boolean stopGracefullyOnShutdown,
    boolean stopSparkContextByDefault) {

  /** A stop without grace gives running outputs this long (semantics section 2). */
  private static final long HALT_MS = 2000;

  /** What the setting is by default where tasks are tried again. */
  private static final int STATE_ATTEMPTS = 4;

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
            OptionalInt.empty(),
            positive(conf, "spark.task.maxFailures", STATE_ATTEMPTS),
            drain,
            HALT_MS),
        positive(conf, "tidemill.batches.maxParked", 16),
        new Recovery.Rules(
            MissedTime.of(conf.get(MissedTime.KEY, "each")),
            SettingValues.isOther(conf, "tidemill.recovery.orphans", "refuse", "drop")),
        journalLimits(conf),
        conf.getBoolean("tidemill.driver.standby", false),
        conf.getLong("spark.streaming.manualClock.jump", 0),
        StopSettings.from(conf),
        conf.getBoolean("spark.streaming.stopGracefullyOnShutdown", false),
        conf.getBoolean("spark.streaming.stopSparkContextByDefault", true));
  }

  private static int positive(SparkConf conf, String key, int defaultValue) {
    return (int) SettingValues.requirePositive(key, conf.getInt(key, defaultValue));
  }

  /** The rules where a journal is kept. */
  BatchRules rulesWithJournal() {
    return new BatchRules(
        rules.interval(),
        rules.maxPending(),
        rules.concurrentJobs(),
        rules.stopOnFailure(),
        OptionalInt.of(maxParked),
        rules.stateAttempts(),
        rules.drainDeadline(),
        rules.haltDeadline());
  }

  private static JournalLimits journalLimits(SparkConf conf) {
    String key = "tidemill.journal.segmentSize";
    long bytes = conf.getSizeAsBytes(key, "8m");
    if (bytes < 1) {
      throw new IllegalArgumentException(key + " is " + bytes + " bytes; use 1 or more.");
    }
    JournalLimits usual = JournalLimits.DEFAULT;
    return new JournalLimits(bytes, usual.groupBytes(), usual.payloadBytes());
  }

  private static boolean stopOnFailure(SparkConf conf) {
    return SettingValues.isOther(conf, "tidemill.batch.onFailure", "continue", "stop");
  }
}
