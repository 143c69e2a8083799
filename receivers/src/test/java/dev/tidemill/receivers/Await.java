package dev.tidemill.receivers;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do; the bound is far beyond what it ever takes. */
public final class Await {
  private static final long BOUND_SECONDS = 60;

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + BOUND_SECONDS + " s: " + what);
      }
      Thread.yield();
    }
  }

  public static void latch(String what, CountDownLatch latch) throws InterruptedException {
    if (!latch.await(BOUND_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("not within " + BOUND_SECONDS + " s: " + what);
    }
  }

  public static void end(Thread thread) throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(BOUND_SECONDS));
    if (thread.isAlive()) {
      throw new AssertionError(thread + " has not ended");
    }
  }

  public static void blocked(Thread thread) {
    until(thread + " waits", () -> thread.getState() == Thread.State.WAITING);
  }
}
