package benchmarks.workload;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes the times of the first batches of a stream, the same way for every engine: inside the
 * output function. Listeners of the engines only tell whole milliseconds.
 *
 * <pre>
 *   due ──────────────────► job begins ────────► rows there
 *    └──────────── "due to output" ───────────────┘
 *                               └──── "job" ──────┘
 * </pre>
 *
 * Due is the time the batch is named after. {@link #batch} is called by one thread at a time.
 */
public final class BatchTimes {
  private final long[] dueToOutput;
  private final long[] job;
  private final Checksum checksum = new Checksum();
  private final CountDownLatch left;
  private int taken;

  public BatchTimes(int batches) {
    dueToOutput = new long[batches];
    job = new long[batches];
    left = new CountDownLatch(batches);
  }

  /** The rows of a batch have just arrived. Batches beyond the number wanted are passed over. */
  public void batch(long dueMillis, long jobNanos) {
    if (taken < job.length) {
      Instant now = Instant.now();
      dueToOutput[taken] = (now.getEpochSecond() * 1000 - dueMillis) * 1_000_000 + now.getNano();
      job[taken] = jobNanos;
    }
  }

  /** After {@link #batch}: its rows have been looked through. */
  public void checked(long rowsChecksum) {
    if (taken < job.length) {
      // With the position, so that batches in another order are another result.
      checksum.add(rowsChecksum + taken);
      taken++;
      left.countDown();
    }
  }

  /**
   * @throws IllegalStateException if the batches do not come in the time given
   */
  public Outcome await(long timeoutMillis) throws InterruptedException {
    if (!left.await(timeoutMillis, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          left.getCount() + " of " + job.length + " batches were not done in time.");
    }
    return new Outcome(
        checksum.value(), job.length, Map.of("due to output", dueToOutput, "job", job));
  }
}
