package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampledBytesTest {
  private final SampledBytes sampled = new SampledBytes();

  @Test
  void aMillionRecordsAreLookedAtAFewHundredTimes() {
    int looks = 0;
    int last = 0;
    for (int i = 1; i <= 1_000_000; i++) {
      if (sampled.isDue()) {
        sampled.look(100);
        looks++;
        assertTrue(i - last <= Math.max(8, i / 64), "a gap of " + (i - last) + " at " + i);
        last = i;
      }
    }
    assertTrue(looks > 300 && looks < 800, looks + " looks");
    assertEquals(100L * last, sampled.bytes());
  }

  @Test
  void fewLargeRecordsAmongManySmallOnesAreFound() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      sampled.clear();
      long bytes = 0;
      for (int i = 1; i <= 200_000; i++) {
        long record = random.nextInt(10) == 0 ? 5_000 : 50;
        bytes += record;
        if (sampled.isDue()) {
          sampled.look(record);
        }
      }
      long guess = sampled.bytes();
      assertTrue(guess > bytes / 4 && guess < bytes * 2, guess + " for " + bytes);
    }
  }

  @Test
  void recordsThatBecomeLargerShowAtOnce() {
    for (int i = 0; i < 100_000; i++) {
      if (sampled.isDue()) {
        sampled.look(10);
      }
    }
    long before = sampled.bytes();
    for (int i = 0; i < 10_000; i++) {
      if (sampled.isDue()) {
        sampled.look(1_000);
      }
    }
    assertTrue(sampled.bytes() - before > 5_000_000, "grew by " + (sampled.bytes() - before));
  }

  @Test
  void afterClearingLooksAreCloseAgain() {
    for (int i = 0; i < 100_000; i++) {
      if (sampled.isDue()) {
        sampled.look(10);
      }
    }
    sampled.clear();
    assertEquals(0, sampled.bytes());
    int until = 1;
    while (!sampled.isDue()) {
      until++;
    }
    assertEquals(8, until);
  }
}
