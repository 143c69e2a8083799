package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.runtime.batch.BatchRules;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.streaming.testkit.SteppedContext;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the settings of this module mean, and how wrong ones are refused. */
class SettingsTest {
  private final SparkConf conf = new SparkConf(false).setMaster("local[2]").setAppName("test");

  @Test
  void defaultsAreThoseOfTheLegacyEngine() {
    RuntimeSettings settings = RuntimeSettings.from(conf, Durations.seconds(3));
    assertEquals(
        new BatchRules(3000, 1000, 1, false, OptionalInt.empty(), 4, 30_000, 2000),
        settings.rules());
    assertFalse(settings.stopGracefullyOnShutdown());
    assertTrue(settings.stopSparkContextByDefault());
  }

  @Test
  void settingsAreRead() {
    conf.set("spark.streaming.gracefulStopTimeout", "7s")
        .set("tidemill.batches.maxPending", "5")
        .set("spark.streaming.concurrentJobs", "3")
        .set("tidemill.batch.onFailure", "stop")
        .set("spark.streaming.stopGracefullyOnShutdown", "true")
        .set("spark.streaming.stopSparkContextByDefault", "false");
    RuntimeSettings settings = RuntimeSettings.from(conf, Durations.seconds(3));
    assertEquals(
        new BatchRules(3000, 5, 3, true, OptionalInt.empty(), 4, 7000, 2000), settings.rules());
    assertTrue(settings.stopGracefullyOnShutdown());
    assertFalse(settings.stopSparkContextByDefault());
  }

  @Test
  void theLongestIntervalDoesNotOverflowTheTimeForAStop() {
    RuntimeSettings settings = RuntimeSettings.from(conf, new Duration(Long.MAX_VALUE));
    assertTrue(settings.rules().drainDeadline() > Long.MAX_VALUE / 10 * 9);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "spark.streaming.gracefulStopTimeout|10 parsecs|10 parsecs",
        "spark.streaming.gracefulStopTimeout|-1s|-1",
        "spark.streaming.gracefulStopTimeout|NaN|NaN",
        "tidemill.batches.maxPending|0|use 1 or more",
        "tidemill.batches.maxPending|many|whole number",
        "tidemill.batches.maxPending|99999999999|whole number",
        "spark.streaming.concurrentJobs|-2|use 1 or more",
        "spark.streaming.concurrentJobs|1.5|whole number",
        "tidemill.batch.onFailure|explode|use continue or stop",
        "spark.streaming.stopGracefullyOnShutdown|yes|true or false",
        "spark.streaming.stopSparkContextByDefault|1|true or false",
        "tidemill.stop.file|''|is empty",
        "tidemill.stop.after|0s|use 1 or more",
        "tidemill.stop.after|soon|soon",
        "tidemill.stop.afterBatches|0|use 1 or more",
        "tidemill.stop.afterBatches|1.5|whole number",
        "tidemill.batch.onFailures|stop|tidemill.batch.onFailure",
      })
  void aWrongSettingIsRefusedByNameWhenAContextIsMadeAndLeavesNothing(
      String key, String value, String message) {
    conf.set(key, value);
    List<String> before = EngineThreads.alive();
    Throwable refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> new JavaStreamingContext(conf, Durations.seconds(1)).close());
    assertTrue(refused.getMessage().contains(key), refused.getMessage());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> SteppedContext.of(conf, Durations.seconds(1)).close());
    assertEquals(before, EngineThreads.alive());
  }

  @Test
  void aStopLeavesTheSparkContextIfTheDefaultSaysSo() {
    try (ManualContext context =
        ManualContext.with("spark.streaming.stopSparkContextByDefault=false")) {
      context.record(context.times());
      context.start();
      context.ssc.stop();
      assertFalse(context.sparkContext.isStopped());
    }
  }
}
