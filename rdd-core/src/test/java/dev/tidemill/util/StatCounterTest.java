package dev.tidemill.util;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatCounterTest {
  private static StatCounter of(double... numbers) {
    StatCounter counter = new StatCounter();
    for (double number : numbers) {
      assertSame(counter, counter.merge(number));
    }
    return counter;
  }

  private static void assertSameStats(StatCounter expected, StatCounter actual) {
    assertEquals(expected.toString(), actual.toString());
  }

  @Test
  void theFiguresOfAFewNumbers() {
    StatCounter counter = of(2, 4, 4, 4, 5, 5, 7, 9);
    assertEquals(8, counter.count());
    assertEquals(5, counter.mean());
    assertEquals(40, counter.sum());
    assertEquals(2, counter.min());
    assertEquals(9, counter.max());
    assertEquals(4, counter.variance());
    assertEquals(4, counter.popVariance());
    assertEquals(32.0 / 7, counter.sampleVariance());
    assertEquals(2, counter.stdev());
    assertEquals(2, counter.popStdev());
    assertEquals(Math.sqrt(32.0 / 7), counter.sampleStdev());
    assertEquals(
        "(count: 8, mean: 5.000000, stdev: 2.000000, max: 9.000000, min: 2.000000)",
        counter.toString());
  }

  @Test
  void theFiguresOfNoNumberAndOfOne() {
    StatCounter none = of();
    assertEquals(0, none.count());
    assertEquals(0, none.mean());
    assertEquals(0, none.sum());
    assertEquals(Double.POSITIVE_INFINITY, none.min());
    assertEquals(Double.NEGATIVE_INFINITY, none.max());
    assertEquals(Double.NaN, none.variance());
    assertEquals(Double.NaN, none.sampleStdev());
    StatCounter one = of(3);
    assertEquals(0, one.variance());
    assertEquals(Double.NaN, one.sampleVariance());
    assertEquals(Double.NaN, of(1, Double.NaN).max());
    assertEquals(Double.NaN, of(1, Double.NaN).min());
  }

  @Test
  void aSmallVarianceAroundALargeMeanIsKept() {
    double far = 1e9;
    assertEquals(22.5, of(far + 4, far + 7, far + 13, far + 16).variance());
    assertEquals(22.5, of(far + 4, far + 7).merge(of(far + 13, far + 16)).variance());
  }

  @Test
  void mergingWithNothingOrItselfCountsRight() {
    assertSameStats(of(1, 2), of(1, 2).merge(of()));
    assertSameStats(of(1, 2), of().merge(of(1, 2)));
    assertSameStats(of(), of().merge(of()));
    StatCounter itself = of(1, 2, 6);
    assertSameStats(of(1, 2, 6, 1, 2, 6), itself.merge(itself));
  }

  /** Against exact arithmetic; runs again with {@code -Dstats.seed}. */
  @Test
  void partsOfAnySizesMergeToTheFiguresOfTheWhole() {
    Long only = Long.getLong("stats.seed");
    for (long round = 0; round < (only == null ? 300 : 1); round++) {
      long seed = only == null ? round : only;
      SplittableRandom random = new SplittableRandom(seed);
      double offset = Math.pow(10, random.nextInt(9));
      double[] numbers = new double[1 + random.nextInt(200)];
      StatCounter merged = new StatCounter();
      StatCounter part = new StatCounter();
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = offset + random.nextDouble();
        part.merge(numbers[i]);
        // Parts of very different sizes, since these are merged in another way.
        if (random.nextInt(i % 3 == 0 ? 40 : 400) == 0) {
          merged = random.nextBoolean() ? merged.merge(part) : part.merge(merged);
          part = new StatCounter();
        }
      }
      assertExact("-Dstats.seed=" + seed, numbers, merged.merge(part));
    }
  }

  private static void assertExact(String replay, double[] numbers, StatCounter merged) {
    BigDecimal count = BigDecimal.valueOf(numbers.length);
    BigDecimal sum = BigDecimal.ZERO;
    for (double number : numbers) {
      sum = sum.add(new BigDecimal(number));
    }
    BigDecimal mean = sum.divide(count, MathContext.DECIMAL128);
    BigDecimal squares = BigDecimal.ZERO;
    for (double number : numbers) {
      squares = squares.add(new BigDecimal(number).subtract(mean).pow(2));
    }
    double variance = squares.divide(count, MathContext.DECIMAL128).doubleValue();
    assertEquals(numbers.length, merged.count(), replay);
    assertEquals(mean.doubleValue(), merged.mean(), mean.doubleValue() * 1e-13, replay);
    // One number near 1e8 is known to about 1e-8, and so is its distance to the mean.
    assertTrue(
        Math.abs(variance - merged.variance()) < 1e-7,
        () -> replay + ": " + merged.variance() + " for " + variance);
  }
}
