package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.streaming.Time;

/**
 * One output of one batch, ready to run. Running it again does the same again.
 *
 * @param index the output's place in the order of registration
 * @param name see {@link Output}
 * @param calledFrom see {@link Output}
 */
public record OutputJob(int index, String name, String calledFrom, Body body) {
  /** The work. */
  @FunctionalInterface
  public interface Body {
    void run() throws Exception;
  }

  static <T> OutputJob of(Output<T> output, Plan<T> dataset, Time time) {
    return new OutputJob(
        output.index(),
        output.name(),
        output.calledFrom(),
        () -> output.action().run(dataset, time));
  }
}
