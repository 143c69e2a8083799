package dev.tidemill.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockTest {
  private final ManualClock clock = new ManualClock(1_000);

  @Test
  void aManualClockShowsWhatItIsSetTo() {
    assertEquals(0, new ManualClock().getTimeMillis());
    clock.advance(500);
    assertEquals(1_500, clock.getTimeMillis());
    assertEquals(1_500_000_000L, clock.nanoTime());
    clock.setTime(200);
    assertEquals(200, clock.getTimeMillis());
  }

  @Test
  void aTimeThatHasComeIsNotWaitedFor() throws Exception {
    assertEquals(1_000, clock.waitTillTime(1_000));
    assertEquals(1_000, clock.waitTillTime(Long.MIN_VALUE));
  }

  @Test
  void everyWaitingThreadWakesUpAtItsTime() throws Exception {
    CompletableFuture<Long> early = waiting(1_100);
    CompletableFuture<Long> late = waiting(1_200);
    clock.advance(99);
    assertFalse(early.isDone());
    clock.advance(1);
    assertEquals(1_100, early.get(10, TimeUnit.SECONDS));
    assertFalse(late.isDone());
    clock.setTime(9_000);
    assertEquals(9_000, late.get(10, TimeUnit.SECONDS));
  }

  private CompletableFuture<Long> waiting(long time) {
    CompletableFuture<Long> woken = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                woken.complete(clock.waitTillTime(time));
              } catch (InterruptedException stopped) {
                woken.completeExceptionally(stopped);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return woken;
  }

  @Test
  void anInterruptEndsTheWait() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> clock.waitTillTime(2_000));
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> new SystemClock().waitTillTime(Long.MAX_VALUE));
  }

  @Test
  void theSystemClockWaitsUntilTheTimeHasCome() throws Exception {
    SystemClock system = new SystemClock();
    long target = system.getTimeMillis() + 20;
    long shown = system.waitTillTime(target);
    assertTrue(shown >= target, shown + " is before " + target);
    assertTrue(system.getTimeMillis() >= shown);
  }

  @Test
  void theSystemClockDoesNotWaitForThePast() throws Exception {
    assertTrue(new SystemClock().waitTillTime(Long.MIN_VALUE) > 0);
  }

  @Test
  void theSystemClocksNanosecondsDoNotGoBack() {
    SystemClock system = new SystemClock();
    long before = system.nanoTime();
    assertTrue(system.nanoTime() - before >= 0);
  }
}
