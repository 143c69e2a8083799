package dev.tidemill.rdd;

import static dev.tidemill.core.error.Arguments.requireBetween;
import static dev.tidemill.core.error.Arguments.requireNotNegative;

import dev.tidemill.SparkException;
import dev.tidemill.core.engine.Job.PartitionTask;
import dev.tidemill.core.engine.Job.Rounds;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.core.estimate.Estimator;
import dev.tidemill.partial.PartialResult;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a job in the background, waits a while, and gives what is known by then; the job goes on and
 * gives the rest. Its failure within that time is thrown as by any action.
 */
final class PartialActions {
  /** How long somebody waits for a job. */
  @FunctionalInterface
  interface Patience {
    /** Returns when the job has ended, or when the time is up. */
    void await(Future<?> job) throws InterruptedException;

    /**
     * @param millis from now
     */
    static Patience of(long millis) {
      return job -> {
        try {
          job.get(millis, TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException over) {
          // Who waits looks at the job next, and finds out how it has ended, if it has.
        }
      };
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(PartialActions.class);

  private PartialActions() {}

  /**
   * @throws IllegalArgumentException if the timeout is below 0, or the confidence not 0 to 1
   */
  static void check(String call, long timeout, double confidence) {
    requireNotNegative(call, "timeout", timeout);
    requireBetween(call, "confidence", confidence, 1);
  }

  static <T, U, R> PartialResult<R> run(
      String name,
      RDD<T> rdd,
      PartitionTask<T, U> task,
      Estimator<U, R> estimator,
      Patience patience) {
    int[] all = IntStream.range(0, rdd.getNumPartitions()).toArray();
    SubmittedAction<R> job =
        rdd.context()
            .background()
            .submit(
                Action.of(rdd, name, Rounds.one(all), task, estimator::add, estimator::current));
    try {
      patience.await(job);
      return job.isDone() ? new PartialResult<>(job.get(), true) : goingOn(job, estimator);
    } catch (ExecutionException failed) {
      throw Sneaky.thrown(failed.getCause());
    } catch (InterruptedException stop) {
      job.cancel(true); // nobody else can
      Thread.currentThread().interrupt();
      throw Sneaky.thrown(stop);
    }
  }

  private static <R> PartialResult<R> goingOn(SubmittedAction<R> job, Estimator<?, R> estimator) {
    PartialResult<R> result = new PartialResult<>(estimator.current(), false);
    job.onEnd((value, thrown) -> end(result, value, thrown));
    return result;
  }

  private static <R> void end(PartialResult<R> result, R value, Throwable thrownOrNull) {
    try {
      if (thrownOrNull == null) {
        result.setFinalValue(value);
      } else {
        result.setFailure(asException(thrownOrNull));
      }
    } catch (Throwable failed) { // a handler of the program, and nobody waits for it
      LOG.error("What was to be told of the end of {} has failed.", result, failed);
    }
  }

  private static Exception asException(Throwable thrown) {
    return thrown instanceof Exception exception
        ? exception
        : new SparkException("The job has failed: " + thrown, thrown);
  }
}
