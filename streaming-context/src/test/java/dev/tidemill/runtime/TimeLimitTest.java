package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
  private static final String THREAD = "tidemill-limited";

  @Test
  void workThatHangsIsLeftBehindAndGoesOn() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    CountDownLatch ended = new CountDownLatch(1);
    assertFalse(
        TimeLimit.of(
            1,
            THREAD,
            () -> {
              go.await();
              ended.countDown();
            }));
    go.countDown();
    Await.latch("the work", ended);
  }

  @Test
  void workThatEndsInTimeHasEnded() throws Exception {
    boolean[] done = new boolean[1];
    assertTrue(TimeLimit.of(30_000, THREAD, () -> done[0] = true));
    assertTrue(done[0]);
  }

  @Test
  void whatTheWorkThrowsIsThrown() {
    IOException failure = new IOException("disk full");
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                TimeLimit.of(
                    30_000,
                    THREAD,
                    () -> {
                      throw failure;
                    })));
  }
}
