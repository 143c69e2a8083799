package dev.tidemill.core.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.estimate.SumEstimator.Sums;
import dev.tidemill.partial.BoundedDouble;
import dev.tidemill.util.StatCounter;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EstimatorsTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  private static StatCounter stats(double... numbers) {
    StatCounter counter = new StatCounter();
    for (double number : numbers) {
      counter.merge(number);
    }
    return counter;
  }

  private static Sums sums(double... numbers) {
    double sum = 0;
    double squares = 0;
    for (double number : numbers) {
      sum += number;
      squares += number * number;
    }
    return new Sums(numbers.length, sum, squares);
  }

  private static void assertBounds(
      double mean, double confidence, double low, double high, BoundedDouble actual) {
    assertEquals(mean, actual.mean(), 1e-3);
    assertEquals(confidence, actual.confidence());
    assertEquals(low, actual.low(), 1e-3);
    assertEquals(high, actual.high(), 1e-3);
  }

  @Test
  void allPartitionsGiveTheExactResult() {
    CountEstimator count = new CountEstimator(2, 0.9);
    count.add(1, 3L);
    count.add(0, 4L);
    assertEquals(BoundedDouble.exactly(7), count.current());
    MeanEstimator mean = new MeanEstimator(2, 0.9);
    mean.add(0, stats(1, 2));
    mean.add(1, stats(6));
    assertEquals(BoundedDouble.exactly(3), mean.current());
    SumEstimator sum = new SumEstimator(2, 0.9);
    sum.add(1, sums(1, 2));
    sum.add(0, sums(6));
    assertEquals(BoundedDouble.exactly(9), sum.current());
    GroupCountEstimator<String> groups = new GroupCountEstimator<>(2, 0.9);
    groups.add(0, Map.of("a", 1L));
    groups.add(1, Map.of("a", 2L, "b", 5L));
    assertEquals(
        Map.of("a", BoundedDouble.exactly(3), "b", BoundedDouble.exactly(5)), groups.current());
  }

  @Test
  void noPartitionsAtAllAreAllPartitions() {
    assertEquals(BoundedDouble.exactly(0), new CountEstimator(0, 0.9).current());
    assertEquals(BoundedDouble.exactly(0), new MeanEstimator(0, 0.9).current());
    assertEquals(BoundedDouble.exactly(0), new SumEstimator(0, 0.9).current());
    assertEquals(Map.of(), new GroupCountEstimator<>(0, 0.9).current());
  }

  @Test
  void nothingIsKnownBeforeARecordIsSeen() {
    CountEstimator count = new CountEstimator(2, 0.9);
    assertEquals(new BoundedDouble(0, 0, 0, INFINITE), count.current());
    count.add(0, 0L);
    assertEquals(new BoundedDouble(0, 0, 0, INFINITE), count.current());
    BoundedDouble unknown = new BoundedDouble(0, 0, -INFINITE, INFINITE);
    MeanEstimator mean = new MeanEstimator(2, 0.9);
    assertEquals(unknown, mean.current());
    mean.add(0, stats());
    assertEquals(unknown, mean.current());
    SumEstimator sum = new SumEstimator(2, 0.9);
    assertEquals(unknown, sum.current());
    sum.add(0, sums());
    assertEquals(unknown, sum.current());
    assertEquals(Map.of(), new GroupCountEstimator<>(2, 0.9).current());
  }

  @Test
  void oneNumberHasNoDeviation() {
    MeanEstimator mean = new MeanEstimator(2, 0.9);
    mean.add(0, stats(5));
    assertEquals(new BoundedDouble(5, 0.9, -INFINITE, INFINITE), mean.current());
    SumEstimator sum = new SumEstimator(2, 0.9);
    sum.add(0, sums(5));
    assertEquals(new BoundedDouble(10, 0.9, -INFINITE, INFINITE), sum.current());
  }

  /** The roots of 0.5 x^2 -+ 1.959964 * 0.5 x - 100 = 0, squared. */
  @Test
  void aCountLiesBetweenTheRootsOfWilsonsEquation() {
    CountEstimator count = new CountEstimator(4, 0.95);
    count.add(0, 60L);
    count.add(3, 40L);
    assertBounds(200, 0.95, 174.136, 229.705, count.current());
    GroupCountEstimator<String> groups = new GroupCountEstimator<>(2, 0.95);
    groups.add(0, Map.of("a", 100L));
    assertBounds(200, 0.95, 174.136, 229.705, groups.current().get("a"));
  }

  @Test
  void whatWasSeenIsThere() {
    CountEstimator count = new CountEstimator(10, 0.99);
    for (int i = 0; i < 9; i++) {
      count.add(i, i == 0 ? 1L : 0L);
    }
    assertEquals(1, count.current().low());
  }

  /** s^2 = 2.5 of 1 to 5, which are half of all: 2.776445 * sqrt(0.5 * 2.5 / 5). */
  @Test
  void aMeanHasStudentsBounds() {
    MeanEstimator mean = new MeanEstimator(2, 0.95);
    mean.add(0, stats(1, 2, 3, 4, 5));
    assertBounds(3, 0.95, 3 - 1.38822, 3 + 1.38822, mean.current());
  }

  /** Squares of 1 to 5 are 55: 2.776445 * sqrt(0.5 * 55) / 0.5. */
  @Test
  void aSumHasTheBoundsOfIndependentDraws() {
    SumEstimator sum = new SumEstimator(2, 0.95);
    sum.add(0, sums(1, 2, 3, 4, 5));
    assertBounds(30, 0.95, 30 - 29.1192, 30 + 29.1192, sum.current());
  }

  @Test
  void aConfidenceOfOneBoundsNothing() {
    CountEstimator count = new CountEstimator(2, 1);
    count.add(0, 3L);
    assertEquals(new BoundedDouble(6, 1, 3, INFINITE), count.current());
    MeanEstimator mean = new MeanEstimator(2, 1);
    mean.add(0, stats(1, 3));
    assertEquals(new BoundedDouble(2, 1, -INFINITE, INFINITE), mean.current());
    MeanEstimator same = new MeanEstimator(2, 1);
    same.add(0, stats(2, 2));
    assertEquals(new BoundedDouble(2, 1, 2, 2), same.current());
  }

  /**
   * Of 2,000 trials 90 percent should be within the bounds; 5 deviations are 3.4 percent. Counts
   * are whole, so of few of them 88 or 91 percent are.
   */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 8})
  void boundsHoldAsOftenAsTheySay(int ended) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    int counts = 0;
    int means = 0;
    int sums = 0;
    for (int trial = 0; trial < 2000; trial++) {
      Trial made = new Trial(random, 10, 200, ended);
      counts += within(made.count.current(), 200) ? 1 : 0;
      means += within(made.mean.current(), made.total / 200) ? 1 : 0;
      sums += within(made.sum.current(), made.total) ? 1 : 0;
    }
    BiFunction<String, Integer, String> text =
        (what, held) -> what + ": " + held + " of 2000 trials, seed " + seed;
    assertEquals(0.9, counts / 2000.0, 0.06, text.apply("counts", counts));
    assertEquals(0.9, means / 2000.0, 0.034, text.apply("means", means));
    assertTrue(sums / 2000.0 > 0.866, text.apply("sums", sums));
  }

  private static boolean within(BoundedDouble bounds, double value) {
    return bounds.low() <= value && value <= bounds.high();
  }

  /** Numbers that fall into partitions by chance, of which some have ended. */
  private static final class Trial {
    private final CountEstimator count;
    private final MeanEstimator mean;
    private final SumEstimator sum;
    private double total;

    Trial(Random random, int partitions, int numbers, int ended) {
      count = new CountEstimator(partitions, 0.9);
      mean = new MeanEstimator(partitions, 0.9);
      sum = new SumEstimator(partitions, 0.9);
      StatCounter[] stats = new StatCounter[partitions];
      Sums[] sums = new Sums[partitions];
      for (int i = 0; i < partitions; i++) {
        stats[i] = stats();
        sums[i] = sums();
      }
      for (int i = 0; i < numbers; i++) {
        double number = 10 + random.nextGaussian() * 3;
        int place = random.nextInt(partitions);
        total += number;
        stats[place].merge(number);
        Sums before = sums[place];
        sums[place] =
            new Sums(before.count() + 1, before.sum() + number, before.squares() + number * number);
      }
      for (int i = 0; i < ended; i++) {
        count.add(i, stats[i].count());
        mean.add(i, stats[i]);
        sum.add(i, sums[i]);
      }
    }
  }
}
