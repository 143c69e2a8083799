package dev.tidemill.receivers.supervise;

import java.util.concurrent.TimeUnit;

/**
 * A call of the user's code on a daemon thread of its own, so that one that does not return cannot
 * hold anybody up for ever.
 */
final class UserCall {
  private final Thread thread;
  private volatile Throwable failure;

  /**
   * @param onFailure runs on the same thread, with what the call threw
   */
  UserCall(String threadName, Runnable call, java.util.function.Consumer<Throwable> onFailure) {
    thread =
        new Thread(
            () -> {
              try {
                call.run();
              } catch (Throwable thrown) {
                failure = thrown;
                onFailure.accept(thrown);
              }
            },
            threadName);
    thread.setDaemon(true);
  }

  UserCall start() {
    thread.start();
    return this;
  }

  boolean isOn(Thread other) {
    return thread == other;
  }

  Throwable failure() {
    return failure;
  }

  /** Waits until it has returned; false if the time was not enough. */
  boolean await(long millis) throws InterruptedException {
    if (thread != Thread.currentThread() && millis > 0) {
      TimeUnit.MILLISECONDS.timedJoin(thread, millis);
    }
    return !thread.isAlive();
  }

  void interrupt() {
    thread.interrupt();
  }

  /** Where it stands, for a log line. */
  String position() {
    StackTraceElement[] stack = thread.getStackTrace();
    return stack.length == 0 ? "its end" : String.valueOf(stack[0]);
  }
}
