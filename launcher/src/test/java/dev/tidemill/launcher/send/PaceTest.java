package dev.tidemill.launcher.send;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** When lines are due, on a clock that the test moves. */
class PaceTest {
  private static final long MILLISECOND = 1_000_000;

  private long now = 5;
  private long slept;

  private Pace pace(double perSecond) {
    return new Pace(
        perSecond,
        () -> now,
        nanoseconds -> {
          slept += nanoseconds;
          now += nanoseconds;
        });
  }

  @Test
  void linesAreEquallyFarApart() throws Exception {
    Pace pace = pace(100);
    for (int line = 0; line <= 200; line++) {
      pace.await();
    }
    assertEquals(2000 * MILLISECOND, slept);
  }

  @Test
  void aShortDelayIsMadeUpForAndALongOneIsNot() throws Exception {
    Pace pace = pace(100);
    pace.await();
    now += 25 * MILLISECOND;
    pace.await();
    pace.await();
    assertEquals(0, slept);
    pace.await();
    assertEquals(5 * MILLISECOND, slept);
    now += 60_000 * MILLISECOND;
    pace.await(); // the first of a new count
    pace.await();
    assertEquals(15 * MILLISECOND, slept);
  }

  @Test
  void withoutARateNobodyWaits() throws Exception {
    Pace pace = pace(0);
    for (int line = 0; line < 1000; line++) {
      pace.await();
    }
    assertEquals(0, slept);
  }
}
