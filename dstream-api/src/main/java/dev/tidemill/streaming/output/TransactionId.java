package dev.tidemill.streaming.output;

import static dev.tidemill.core.error.Arguments.requireText;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.streaming.Time;

/**
 * What an output writes for one batch. It is the same when the batch runs again, in this process or
 * a later one.
 *
 * @param output a name that the program gives, unique in the sink
 */
public record TransactionId(String output, Time batch) {
  public TransactionId {
    requireText("TransactionId", "output", output);
    requireValue("TransactionId", "batch", batch);
  }

  /** A text that is unique too: {@code counts-1000}. */
  @Override
  public String toString() {
    return output + "-" + batch.milliseconds();
  }
}
