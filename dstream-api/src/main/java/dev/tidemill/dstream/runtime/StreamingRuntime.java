package dev.tidemill.dstream.runtime;

import dev.tidemill.streaming.RestoreReport;
import dev.tidemill.streaming.StopReport;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.util.Clock;
import java.util.Optional;

/**
 * What a streaming context asks of whatever drives its batches. Implemented by the module above;
 * here so that streams can hand out their context. Thread-safe.
 */
public interface StreamingRuntime {
  StreamingContextState state();

  /** What batches follow. */
  Clock clock();

  /**
   * Where batches leave what a later process needs to go on; before the start. Null for nowhere.
   *
   * @param goOn whether this process goes on with what is there; else that is set aside
   */
  void checkpoint(String directory, boolean goOn);

  /** What was found there at the start; empty before, and if there was nothing. */
  Optional<RestoreReport> restoreReport();

  /** What had not been done when the context stopped; empty before. */
  Optional<StopReport> stopReport();

  /**
   * Checks the graph and begins the batches.
   *
   * @throws IllegalArgumentException if the graph cannot run; the state is STOPPED then
   * @throws IllegalStateException if the context has been stopped, or another one of this process
   *     is active
   */
  void start();

  /**
   * Ends the batches. From a thread of the engine (inside a batch, a listener, a receiver) it
   * returns at once and the batch that runs is finished first; from any other thread it returns
   * when all has ended.
   *
   * @param gracefully first ends the input and runs everything that had been received
   */
  void stop(boolean stopSparkContext, boolean gracefully);

  /**
   * Waits until the context has stopped or a batch failed.
   *
   * @throws InterruptedException if the waiting thread is interrupted; anything else it throws,
   *     undeclared, is what the most recent failed batch threw
   */
  void awaitTermination() throws InterruptedException;

  /**
   * As {@link #awaitTermination}, for a limited time.
   *
   * @param timeoutMs 0 looks without waiting
   * @return true if the context has stopped, false if time ran out
   */
  boolean awaitTerminationOrTimeout(long timeoutMs) throws InterruptedException;

  void addListener(StreamingListener listener);

  void removeListener(StreamingListener listener);
}
