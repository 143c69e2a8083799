package dev.tidemill.runtime.schedule;

import dev.tidemill.core.thread.EngineThread;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls back once a time is over. There is at most one time; setting another replaces it. Counts
 * real time, also where a test moves the batch clock: it bounds how long a person waits.
 */
final class Deadline {
  private final Runnable passed;
  // invariant: not null from set() until the time it set has been served
  private Thread thread;
  private volatile long at;
  private volatile boolean closed;

  Deadline(Runnable passed) {
    this.passed = passed;
  }

  synchronized void set(long millis) {
    // A very long time must not wrap around.
    at = System.nanoTime() + Math.min(millis, Long.MAX_VALUE / 4_000_000) * 1_000_000;
    if (thread == null) {
      thread = new EngineThread(this::await, "tidemill-deadline");
      thread.start();
    } else {
      LockSupport.unpark(thread);
    }
  }

  private void await() {
    while (!closed) {
      long due = at; // read once: another may be set at any time, and must not pass for this one
      long left = due - System.nanoTime();
      if (left <= 0) {
        // A new deadline may be set while this is called; then the loop goes on with it.
        passed.run();
        if (isLast(due)) {
          return;
        }
      } else {
        LockSupport.parkNanos(this, left);
      }
    }
  }

  private synchronized boolean isLast(long served) {
    if (at == served) {
      thread = null;
      return true;
    }
    return false;
  }

  synchronized void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
