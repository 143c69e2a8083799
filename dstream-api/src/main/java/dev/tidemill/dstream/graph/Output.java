package dev.tidemill.dstream.graph;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.streaming.Time;

/**
 * What the user does with the datasets of a stream.
 *
 * @param index place in the order of registration, from 0
 * @param operator what was called
 * @param name what was called and where, {@code print at WordCount.java:23}
 * @param calledFrom the method that was called and the program's calls that led there, a line each
 */
public record Output<T>(
    int index,
    String operator,
    String name,
    String calledFrom,
    StreamNode<T> node,
    Action<T> action) {
  /** Runs an output for one batch, on a job thread. */
  @FunctionalInterface
  public interface Action<T> {
    void run(Plan<T> dataset, Time time) throws Exception;
  }
}
