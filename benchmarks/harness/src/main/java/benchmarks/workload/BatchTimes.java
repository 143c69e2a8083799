package benchmarks.workload;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Takes the times of some batches of a stream, passing over those before and after, the same way
 * for every engine: inside the output function. Listeners of the engines only tell whole
 * milliseconds.
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
  private final CountDownLatch leftBefore;
  private final CountDownLatch left;
  private int taken;

  public BatchTimes(int batches) {
    this(0, batches);
  }

  /**
   * @param before how many batches come first and are not looked at
   */
  public BatchTimes(int before, int batches) {
    dueToOutput = new long[batches];
    job = new long[batches];
    leftBefore = new CountDownLatch(before);
    left = new CountDownLatch(batches);
  }

  /** The rows of a batch have just arrived. */
  public void batch(long dueMillis, long jobNanos) {
    if (leftBefore.getCount() == 0 && taken < job.length) {
      Instant now = Instant.now();
      dueToOutput[taken] = (now.getEpochSecond() * 1000 - dueMillis) * 1_000_000 + now.getNano();
      job[taken] = jobNanos;
    }
  }

  /** After {@link #batch}: its rows have been looked through. */
  public void checked(long rowsChecksum) {
    if (leftBefore.getCount() > 0) {
      leftBefore.countDown();
    } else if (taken < job.length) {
      // With the position, so that batches in another order are another result.
      checksum.add(rowsChecksum + taken);
      taken++;
      left.countDown();
    }
  }

  /**
   * Waits for the batches before those that are taken.
   *
   * @throws IllegalStateException if they do not come in the time given
   */
  public void awaitBefore(long timeoutMillis) throws InterruptedException {
    await(leftBefore, timeoutMillis);
  }

  /**
   * @throws IllegalStateException if the batches do not come in the time given
   */
  public Outcome await(long timeoutMillis) throws InterruptedException {
    await(left, timeoutMillis);
    return new Outcome(
        checksum.value(), job.length, Map.of("due to output", dueToOutput, "job", job));
  }

  private static void await(CountDownLatch left, long timeoutMillis) throws InterruptedException {
    if (!left.await(timeoutMillis, TimeUnit.MILLISECONDS)) {
      throw new IllegalStateException(
          left.getCount() + " batches were not done within " + timeoutMillis + " ms.");
    }
  }
}
