package dev.tidemill.core.engine;

import dev.tidemill.core.plan.Plan;
import java.io.Serializable;
import java.util.Map;

/**
 * One request to an engine: run a function over some partitions of a plan.
 *
 * @param id unique within the context; jobs with smaller ones were submitted earlier
 * @param action what the program called, for messages
 * @param rounds which partitions, each at most once
 * @param task runs for every partition, on any thread, several at once
 * @param onPartition takes the results in the order in which they are ready, one at a time, on any
 *     thread of the job
 * @param properties what the submitting thread has set for its jobs, by {@code setLocalProperty},
 *     {@code setJobGroup} and the like
 */
public record Job<T, R>(
    long id,
    String action,
    Plan<T> plan,
    Rounds rounds,
    PartitionTask<T, R> task,
    OnPartition<R> onPartition,
    Map<String, String> properties) {

  /**
   * Says what to run next, so that a job can look at results before it asks for more. What
   * exchanges have moved stays for all rounds: nothing below an exchange runs again.
   */
  @FunctionalInterface
  public interface Rounds {
    /**
     * The partitions of the next round; none ends the job. Called by the submitting thread, when
     * all results of earlier rounds have been taken.
     */
    int[] next();

    /** These partitions, and that is all. */
    static Rounds one(int[] partitions) {
      boolean[] given = new boolean[1];
      return () -> {
        int[] next = given[0] ? new int[0] : partitions;
        given[0] = true;
        return next;
      };
    }
  }

  /** What to make of one partition. */
  @FunctionalInterface
  public interface PartitionTask<T, R> extends Serializable {
    R run(int partition, Records<T> records) throws Exception;
  }

  /** Takes the result of one partition. */
  @FunctionalInterface
  public interface OnPartition<R> {
    void accept(int partition, R result);
  }
}
