package dev.tidemill.streaming.dstream;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;

/** Checks the datasets that functions of the program make for a batch. */
final class ProgramDatasets {
  private ProgramDatasets() {}

  /**
   * @param maker who returned it, for the message
   * @throws IllegalStateException if the dataset belongs to another context
   */
  static <T> Plan<T> plan(String maker, RDD<T> dataset, StreamingContext ssc, Time time) {
    if (dataset.context() != ssc.sparkContext()) {
      throw new IllegalStateException(
          maker
              + " returned a dataset of another context at time "
              + time
              + "; make it with the context of the stream.");
    }
    return dataset.plan();
  }
}
