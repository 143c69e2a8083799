package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.SparkConf;
import org.junit.jupiter.api.Test;

/** Which batch is the last. */
class StopSettingsTest {
  private static long last(String key, String value, long resumeAfter, long now) {
    SparkConf conf = new SparkConf(false).set("tidemill.stop." + key, value);
    return StopSettings.from(conf).lastBatch(resumeAfter, 1000, now);
  }

  @Test
  void thereIsNoneUnlessASettingSaysSo() {
    StopSettings none = StopSettings.from(new SparkConf(false));
    assertEquals(Long.MAX_VALUE, none.lastBatch(5000, 1000, 5000));
  }

  @Test
  void batchesAreCountedFromTheFirstNewOne() {
    assertEquals(6000, last("afterBatches", "1", 5000, 9500));
    assertEquals(8000, last("afterBatches", "3", 5000, 5000));
  }

  @Test
  void aTimeEndsWithTheFirstBatchThatIsDueThen() {
    assertEquals(95_000, last("after", "90s", 5000, 5000));
    assertEquals(96_000, last("after", "90s", 5000, 5001));
    assertEquals(6000, last("after", "1ms", 5000, 5000));
  }

  @Test
  void aTimeCountsFromTheStartOfTheProcessNotFromTheTimesThatWereMissed() {
    assertEquals(101_000, last("after", "1s", 5000, 99_100));
  }

  @Test
  void aProgramThatIsAheadOfItsTimeHasAtLeastOneBatch() {
    assertEquals(6000, last("after", "1s", 5000, 100));
  }

  @Test
  void theEarlierOneCounts() {
    SparkConf conf =
        new SparkConf(false)
            .set("tidemill.stop.afterBatches", "7")
            .set("tidemill.stop.after", "3s");
    assertEquals(3000, StopSettings.from(conf).lastBatch(0, 1000, 0));
  }

  @Test
  void hugeNumbersMeanNever() {
    assertEquals(Long.MAX_VALUE, last("afterBatches", "9223372036854775807", 5000, 5000));
    assertEquals(Long.MAX_VALUE, last("after", "9223372036854775807ms", 5000, 5000));
  }
}
