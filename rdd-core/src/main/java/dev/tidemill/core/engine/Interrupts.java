package dev.tidemill.core.engine;

/**
 * Lets a loop over records end when its thread is interrupted: an endless generator must not
 * outlive a job that failed or was cancelled.
 */
public final class Interrupts {
  private static final int EVERY = 1 << 10;

  private Interrupts() {}

  /**
   * Looks now and then.
   *
   * @param passed how many times the loop went round
   */
  public static void notice(int passed) throws InterruptedException {
    if (passed % EVERY == 0 && Thread.interrupted()) {
      throw new InterruptedException("The task was interrupted.");
    }
  }
}
