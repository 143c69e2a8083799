package dev.tidemill.streaming.scheduler;

import dev.tidemill.Option;
import dev.tidemill.streaming.Time;

/**
 * One output of one batch at one moment.
 *
 * @param id place in the order of registration, from 0
 * @param name what was called and where
 * @param description the method that was called and the calls that led there, a line each
 * @param failureReason class, message and stack of what it threw, as text
 */
public record OutputOperationInfo(
    Time batchTime,
    int id,
    String name,
    String description,
    Option<Long> startTime,
    Option<Long> endTime,
    Option<String> failureReason) {

  /** Milliseconds it took, once it has ended. */
  public Option<Long> duration() {
    return startTime.isDefined() && endTime.isDefined()
        ? Option.apply(endTime.get() - startTime.get())
        : Option.empty();
  }
}
