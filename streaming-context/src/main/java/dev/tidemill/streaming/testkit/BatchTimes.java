package dev.tidemill.streaming.testkit;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;

/** Checks the times for which tests order something: at another one it would never happen. */
final class BatchTimes {
  private BatchTimes() {}

  /**
   * @throws IllegalArgumentException if the time is null or no multiple of the interval
   */
  static Time require(String call, Time batch, Duration interval) {
    requireValue(call, "batch", batch);
    if (batch.milliseconds() <= 0 || !batch.isMultipleOf(interval)) {
      throw new IllegalArgumentException(
          call
              + ": there is no batch at "
              + batch
              + "; use the time of one, "
              + interval
              + " or a multiple of it.");
    }
    return batch;
  }
}
