package dev.tidemill.core.thread;

/**
 * Clears away after a failure, also on a thread that was interrupted: Hadoop's clients refuse to
 * work on one. The interrupt is kept for the caller.
 */
public final class Uninterrupted {
  /** What clears away. */
  @FunctionalInterface
  public interface Action<E extends Exception> {
    void run() throws E;
  }

  private Uninterrupted() {}

  public static <E extends Exception> void run(Action<E> action) throws E {
    boolean interrupted = Thread.interrupted();
    try {
      action.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What the action throws is added to the failure. */
  public static void after(Throwable failure, Action<?> action) {
    try {
      run(action);
    } catch (Exception left) {
      if (left != failure) { // HDFS throws the fault of a stream again, the very object
        failure.addSuppressed(left);
      }
    }
  }
}
