package dev.tidemill.runtime;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do; half a minute is for ever. */
public final class Await {
  private static final long FOR_EVER_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Await() {}

  public static void until(String what, BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > FOR_EVER_NANOS) {
        throw new AssertionError("Waited half a minute in vain for: " + what);
      }
      LockSupport.parkNanos(200_000);
    }
  }

  public static void latch(String what, CountDownLatch latch) throws InterruptedException {
    if (!latch.await(FOR_EVER_NANOS, TimeUnit.NANOSECONDS)) {
      throw new AssertionError("Waited half a minute in vain for: " + what);
    }
  }

  public static void end(Thread thread) throws InterruptedException {
    thread.join(TimeUnit.NANOSECONDS.toMillis(FOR_EVER_NANOS));
    if (thread.isAlive()) {
      throw new AssertionError("Waited half a minute in vain for the end of " + thread);
    }
  }
}
