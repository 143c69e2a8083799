package dev.tidemill.runtime.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.tidemill.runtime.Await;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DeadlineTest {
  private final AtomicInteger passed = new AtomicInteger();
  private final AtomicReference<Thread> thread = new AtomicReference<>();

  private void pass() {
    thread.set(Thread.currentThread());
    passed.incrementAndGet();
  }

  @Test
  void aTimeThatIsOverIsToldOnceAndTheThreadEnds() throws Exception {
    Deadline deadline = new Deadline(this::pass);
    deadline.set(0);
    Await.until("it passes", () -> thread.get() != null);
    Await.end(thread.get());
    assertEquals(1, passed.get());
    deadline.close();
  }

  @Test
  void aTimeThatIsOverMayBeFollowedByAnother() {
    Deadline deadline = new Deadline(this::pass);
    for (int i = 1; i <= 100; i++) {
      int times = i;
      deadline.set(0);
      Await.until("it passes again", () -> passed.get() == times);
    }
    deadline.close();
  }

  @Test
  void anEarlierTimeReplacesALongOne() {
    Deadline deadline = new Deadline(this::pass);
    deadline.set(Long.MAX_VALUE);
    deadline.set(0);
    Await.until("it passes", () -> passed.get() == 1);
    deadline.close();
  }

  @Test
  void aLongTimeReplacesOneThatIsAboutToPassOrComesTooLate() throws Exception {
    // Whoever is first wins, but a deadline never passes in place of another.
    for (int i = 0; i < 200; i++) {
      AtomicInteger calls = new AtomicInteger();
      Deadline deadline = new Deadline(calls::incrementAndGet);
      deadline.set(0);
      deadline.set(Long.MAX_VALUE);
      deadline.set(0);
      Await.until("the last one passes", () -> calls.get() >= 1);
      deadline.close();
    }
  }

  @Test
  void theOneWhoIsToldMaySetTheNext() {
    AtomicReference<Deadline> deadline = new AtomicReference<>();
    deadline.set(
        new Deadline(
            () -> {
              if (passed.incrementAndGet() < 5) {
                deadline.get().set(1);
              }
            }));
    deadline.get().set(0);
    Await.until("five times", () -> passed.get() == 5);
    deadline.get().close();
  }

  @Test
  void aClosedOneIsSilentAndItsThreadEnds() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    Deadline deadline = new Deadline(called::countDown);
    deadline.set(Long.MAX_VALUE);
    Thread waiting =
        Thread.getAllStackTraces().keySet().stream()
            .filter(alive -> alive.getName().equals("tidemill-deadline"))
            .findFirst()
            .orElseThrow();
    deadline.close();
    Await.end(waiting);
    assertEquals(1, called.getCount());
    assertFalse(waiting.isAlive());
  }
}
