package dev.tidemill.runtime.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tidemill.runtime.Await;
import dev.tidemill.runtime.batch.BatchEvent;
import dev.tidemill.util.ManualClock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchTickerTest {
  private final ManualClock clock = new ManualClock(0);
  private final List<Long> ticks = new CopyOnWriteArrayList<>();
  private final AtomicReference<Thread> thread = new AtomicReference<>();

  private void take(BatchEvent event) {
    thread.set(Thread.currentThread());
    ticks.add(((BatchEvent.Tick) event).now());
  }

  private void awaitTicks(int count) {
    Await.until(count + " ticks", () -> ticks.size() >= count);
  }

  @Test
  void itTicksWhenTheClockReachesATimeOfTheGridAndOnceForAJump() {
    BatchTicker ticker = new BatchTicker(clock, 0, 1000, this::take);
    ticker.start();
    clock.setTime(999);
    clock.setTime(1000);
    awaitTicks(1);
    clock.setTime(5500);
    awaitTicks(2);
    clock.setTime(100);
    clock.setTime(6000);
    awaitTicks(3);
    assertEquals(List.of(1000L, 5500L, 6000L), ticks);
    ticker.stop();
  }

  @Test
  void anInterruptFromElsewhereIsNoEnd() throws Exception {
    BatchTicker ticker = new BatchTicker(clock, 0, 1000, this::take);
    ticker.start();
    clock.setTime(1000);
    awaitTicks(1);
    thread.get().interrupt();
    clock.setTime(2000);
    awaitTicks(2);
    ticker.stop();
    Await.end(thread.get());
  }

  @Test
  void aTickThatStopsItIsNotInterrupted() throws Exception {
    AtomicReference<BatchTicker> ticker = new AtomicReference<>();
    AtomicBoolean interrupted = new AtomicBoolean();
    ticker.set(
        new BatchTicker(
            clock,
            0,
            1000,
            tick -> {
              ticker.get().stop();
              interrupted.set(Thread.currentThread().isInterrupted());
              take(tick);
            }));
    ticker.get().start();
    clock.setTime(1000);
    awaitTicks(1);
    Await.end(thread.get());
    assertFalse(interrupted.get());
  }

  @Test
  void oneThatIsStoppedBeforeItStartsNeverTicks() {
    BatchTicker ticker = new BatchTicker(clock, 0, 1000, this::take);
    ticker.stop();
    clock.setTime(5000);
    ticker.start();
    Await.until(
        "its thread ends",
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(alive -> alive.getName().equals("tidemill-ticker")));
    assertEquals(List.of(), ticks);
  }
}
