package dev.tidemill.core.estimate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.codec.Codec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HyperLogLogTest {
  private static final Codec CODEC = Codec.plain();

  private static HyperLogLog of(int precision, Iterable<?> values) {
    HyperLogLog counted = new HyperLogLog(precision);
    values.forEach(counted::add);
    return counted;
  }

  /** So many different values, others for each seed. */
  private static List<Long> values(int count, long seed) {
    Random random = new Random(seed);
    long first = random.nextLong();
    List<Long> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(first + i); // neighbours: the hash has to spread them
    }
    return values;
  }

  @ParameterizedTest
  @CsvSource({"1, 4", "0.26, 4", "0.25, 5", "0.05, 9", "0.01, 14", "0.001, 21", "0.00026, 24"})
  void thePrecisionIsTheSmallestThatSuffices(double error, int precision) {
    assertEquals(precision, HyperLogLog.precision("test", error));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, 0.0002, 1.5, Double.NaN, Double.POSITIVE_INFINITY})
  void errorsOutOfRangeAreRefused(double error) {
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class, () -> HyperLogLog.precision("counting", error));
    assertEquals(
        "counting: relativeSD is "
            + error
            + "; use 2.6E-4 (16 MB of memory for each count) to 1; 0.05 takes 512 bytes.",
        refused.getMessage());
  }

  @Test
  void fewValuesAreCountedExactly() {
    HyperLogLog counted = new HyperLogLog(14);
    assertEquals(0, counted.count());
    for (int i = 1; i <= 1024; i++) {
      counted.add("value " + i).add("value " + i).add("value 1");
      assertEquals(i, counted.count());
    }
  }

  /** Four standard deviations, so one of 16,000 counts would fail by chance; here are 240. */
  @ParameterizedTest
  @CsvSource({
    "4, 5",
    "4, 100",
    "4, 10000",
    "9, 10",
    "9, 200",
    "9, 700",
    "9, 1500",
    "9, 2500",
    "9, 100000",
    "14, 3000",
    "14, 20000",
    "14, 45000",
    "14, 80000",
    "14, 1000000",
    "18, 1000000"
  })
  void theErrorIsWithinFourDeviations(int precision, int count) {
    double allowed = 4 * 1.04 / Math.sqrt(1 << precision);
    for (long seed = 0; seed < 16; seed++) {
      double error = of(precision, values(count, seed)).count() / (double) count - 1;
      assertTrue(
          Math.abs(error) <= allowed,
          "seed " + seed + ": " + error + " is beyond " + allowed + " for " + count);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 300, 1500, 20_000})
  void theErrorHasNoBias(int count) {
    int seeds = 400;
    double sum = 0;
    double squares = 0;
    for (long seed = 0; seed < seeds; seed++) {
      double error = of(9, values(count, seed)).count() / (double) count - 1;
      sum += error;
      squares += error * error;
    }
    double deviation = 1.04 / Math.sqrt(1 << 9);
    assertEquals(0, sum / seeds, 4 * deviation / Math.sqrt(seeds));
    assertTrue(Math.sqrt(squares / seeds) < deviation * 1.15, "of " + count);
  }

  @ParameterizedTest
  @CsvSource({"9, 20", "9, 60", "9, 5000", "4, 3", "4, 1000", "14, 1000", "14, 30000"})
  void theOrderAndThePartsChangeNothing(int precision, int count) {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    List<Long> values = values(count, seed);
    long expected = of(precision, values).count();
    for (int parts = 1; parts <= 7; parts++) {
      List<HyperLogLog> pieces = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        pieces.add(new HyperLogLog(precision));
      }
      for (Long value : values) {
        pieces.get(random.nextInt(parts)).add(value);
        pieces.get(random.nextInt(parts)).add(value); // often in two of them
      }
      Collections.shuffle(pieces, random);
      HyperLogLog all = new HyperLogLog(precision);
      pieces.forEach(all::merge);
      assertEquals(expected, all.count(), "seed " + seed + ", parts " + parts);
    }
  }

  @Test
  void manyAndFewAreMergedEitherWay() {
    List<Long> many = values(5000, 1);
    List<Long> few = values(10, 2);
    List<Long> both = new ArrayList<>(many);
    both.addAll(few);
    long expected = of(9, both).count();
    assertEquals(expected, of(9, many).merge(of(9, few)).count());
    assertEquals(expected, of(9, few).merge(of(9, many)).count());
    assertEquals(of(9, many).count(), of(9, many).merge(new HyperLogLog(9)).count());
    assertEquals(of(9, many).count(), new HyperLogLog(9).merge(of(9, many)).count());
  }

  @Test
  void countsOfOtherPrecisionAreNotMerged() {
    HyperLogLog nine = new HyperLogLog(9);
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> nine.merge(new HyperLogLog(10)));
    assertEquals("Cannot merge counts of precision 9 and 10.", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 1000})
  void itTravelsAsARecordDoes(int count) {
    HyperLogLog counted = of(9, values(count, 3));
    HyperLogLog copy = (HyperLogLog) CODEC.decode(CODEC.encode(counted));
    assertEquals(counted.count(), copy.count());
    assertEquals(counted.count(), copy.merge(counted).count());
  }

  @Test
  void fewValuesTakeLittleMemoryAndManyNoMoreThanTheRegisters() {
    assertTrue(CODEC.encode(of(14, values(2, 1))).length < 200);
    int many = CODEC.encode(of(14, values(100_000, 1))).length;
    assertTrue(many >= 1 << 14 && many < (1 << 14) + 200, () -> "bytes: " + many);
    assertFalse(CODEC.encode(of(14, values(1000, 1))).length > (1 << 14) + 200);
  }
}
