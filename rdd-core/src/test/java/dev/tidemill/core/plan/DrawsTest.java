package dev.tidemill.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

class DrawsTest {
  private static final int ROUNDS = 20_000;

  private final Draws draws = Draws.of(7);

  private static void assertDistribution(double mean, double variance, LongSupplier drawn) {
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long one = drawn.getAsLong();
      sum += one;
      squares += (one - mean) * (one - mean);
    }
    double foundMean = sum / ROUNDS;
    double foundVariance = squares / ROUNDS;
    // Four standard deviations of the mean; the seed is fixed, so that it holds once and for all.
    double far = 4 * Math.sqrt(variance / ROUNDS);
    assertTrue(Math.abs(foundMean - mean) <= far, () -> foundMean + " for " + mean);
    assertTrue(
        Math.abs(foundVariance - variance) <= variance * 0.06,
        () -> foundVariance + " for " + variance);
  }

  @Test
  void hitsAreBinomial() {
    for (double chance : new double[] {0.001, 0.1, 0.5, 0.97}) {
      for (long trials : new long[] {1, 10, 1_000}) {
        double mean = trials * chance;
        if (mean > 0.05) {
          assertDistribution(mean, mean * (1 - chance), () -> draws.hits(trials, chance));
        }
      }
    }
  }

  @Test
  void everyTrialHitsForSureAndNoTrialNever() {
    assertEquals(1_000_000_000_000L, draws.hits(1_000_000_000_000L, 1));
    assertEquals(0, draws.hits(0, 0.5));
  }

  @Test
  void markedOnesAreHypergeometric() {
    long[][] cases = {{10, 3, 4}, {10, 4, 3}, {1_000, 900, 950}, {50, 1, 25}};
    for (long[] all : cases) {
      double share = (double) all[1] / all[0];
      double mean = all[2] * share;
      double variance = mean * (1 - share) * (all[0] - all[2]) / (all[0] - 1);
      assertDistribution(mean, variance, () -> draws.markedAmong(all[0], all[1], all[2]));
    }
  }

  @Test
  void allOrNoneAreMarkedForSure() {
    assertEquals(5, draws.markedAmong(9, 5, 9));
    assertEquals(5, draws.markedAmong(9, 9, 5));
    assertEquals(0, draws.markedAmong(9, 0, 5));
    assertEquals(0, draws.markedAmong(9, 5, 0));
  }
}
