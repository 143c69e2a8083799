package dev.tidemill.receivers.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RetryLogTest {
  private final AtomicLong now = new AtomicLong();
  private final RetryLog log = new RetryLog(now::get);

  @Test
  void aFailureThatGoesOnIsToldEverMoreRarely() {
    List<Long> told = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      log.launched();
      now.addAndGet(2_000_000_000L);
      if (log.failed()) {
        told.add(log.failures());
      }
    }
    assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 512L), told);
  }

  @Test
  void aMinuteWithoutFailureBeginsANewRow() {
    for (int i = 0; i < 3; i++) {
      log.failed();
    }
    log.launched();
    now.addAndGet(60_000_000_000L);
    assertTrue(log.failed());
    assertEquals(1, log.failures());
  }
}
