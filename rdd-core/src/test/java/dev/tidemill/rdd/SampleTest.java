package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.api.java.JavaRDD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest extends DatasetTest {
  private static final int MANY = 20_000;

  private final List<Integer> all = IntStream.range(0, MANY).boxed().toList();
  private final JavaRDD<Integer> numbers = context.parallelize(all, 4);

  private static void about(double expected, double actual, double percent) {
    assertTrue(
        Math.abs(actual - expected) <= expected * percent / 100,
        () -> actual + " is more than " + percent + " % away from " + expected);
  }

  @Test
  void aSampleIsTheSameForASeedAndKeepsOrderAndPartitions() {
    JavaRDD<Integer> sample = numbers.sample(false, 0.1, 7);
    List<Integer> once = sample.collect();
    assertEquals(once, sample.collect());
    assertEquals(once, numbers.sample(false, 0.1, 7).collect());
    assertNotEquals(once, numbers.sample(false, 0.1, 8).collect());
    assertEquals(once.stream().sorted().distinct().toList(), once);
    assertEquals(4, sample.getNumPartitions());
    about(MANY * 0.1, once.size(), 10);
  }

  /** What programs rely on once they are released: a seed means these records. */
  @Test
  void aSeedMeansTheseRecords() {
    JavaRDD<Integer> twenty = context.parallelize(all.subList(0, 20), 2);
    assertEquals(List.of(2, 10, 12, 15, 16, 18), twenty.sample(false, 0.3, 42).collect());
    assertEquals(List.of(0, 3, 5, 5, 5, 5, 6, 9, 11), twenty.sample(true, 0.5, 42).collect());
    assertEquals(List.of(5, 14, 0, 4, 7), twenty.takeSample(false, 5, 42));
    assertEquals(List.of(5, 14, 0, 4, 7, 9, 8, 11, 0, 4, 15, 18), twenty.takeSample(true, 12, 42));
    assertEquals(
        List.of(
            List.of(2, 10, 12, 15, 16, 18), List.of(0, 1, 3, 4, 5, 6, 7, 8, 9, 11, 13, 14, 17, 19)),
        Arrays.stream(twenty.randomSplit(new double[] {1, 3}, 42)).map(JavaRDD::collect).toList());
  }

  @Test
  void fractionsOfNothingAndEverythingAreExact() {
    assertEquals(List.of(), numbers.sample(false, 0, 1).collect());
    assertEquals(all, numbers.sample(false, 1, 1).collect());
    assertEquals(List.of(), numbers.sample(true, 0, 1).collect());
  }

  @Test
  void withReplacementARecordComesAPoissonNumberOfTimes() {
    for (double mean : new double[] {0.5, 3, 100}) {
      List<Integer> sample = numbers.sample(true, mean, 11).collect();
      about(MANY * mean, sample.size(), 5);
      int[] times = new int[MANY];
      sample.forEach(n -> times[n]++);
      double variance = Arrays.stream(times).mapToDouble(n -> (n - mean) * (n - mean)).sum() / MANY;
      about(mean, variance, 10);
      assertEquals(sample.stream().sorted().toList(), sample);
    }
  }

  @Test
  void partitionsAndNeighbouringSeedsDrawIndependently() {
    JavaRDD<Integer> sevens = context.parallelize(Collections.nCopies(4_000, 7), 4);
    List<List<Integer>> parts = partitions(sevens.zipWithUniqueId().map(p -> (int) (p._2 / 4)));
    assertEquals(parts.get(0), parts.get(1), "the same records in each partition");
    List<List<Integer>> sampled =
        partitions(sevens.zipWithUniqueId().map(p -> (int) (p._2 / 4)).sample(false, 0.5, 3));
    assertEquals(4, new HashSet<>(sampled).size());
    Set<Integer> both = new HashSet<>(numbers.sample(false, 0.5, 3).collect());
    both.retainAll(numbers.sample(false, 0.5, 4).collect());
    about(MANY / 4.0, both.size(), 10);
  }

  @Test
  void aSplitDealsEveryRecordToExactlyOneDataset() {
    JavaRDD<Integer>[] splits = numbers.randomSplit(new double[] {2, 0, 6}, 5);
    assertEquals(3, splits.length);
    about(MANY * 0.25, splits[0].count(), 5);
    assertEquals(0, splits[1].count());
    List<Integer> together = new ArrayList<>(splits[0].collect());
    together.addAll(splits[2].collect());
    assertEquals(all, together.stream().sorted().toList());
    assertEquals(all, numbers.randomSplit(new double[] {3})[0].collect());
  }

  @Test
  void takeSampleGivesExactlyAsManyAsAskedFor() {
    List<Integer> sample = numbers.takeSample(false, 500, 9);
    assertEquals(500, sample.size());
    assertEquals(500, new HashSet<>(sample).size());
    assertNotEquals(sample.stream().sorted().toList(), sample, "in random order");
    assertEquals(sample, numbers.takeSample(false, 500, 9));
    about(MANY / 2.0, sample.stream().mapToInt(n -> n).average().orElse(0), 10);
    List<Integer> everything = numbers.takeSample(false, Integer.MAX_VALUE, 9);
    assertEquals(all, everything.stream().sorted().toList());
    assertEquals(List.of(), numbers.takeSample(false, 0, 9));
    assertEquals(List.of(), context.emptyRDD().takeSample(true, 5, 9));
    assertEquals(5, numbers.takeSample(false, 5).size());
  }

  @Test
  void takeSampleWithReplacementMayTakeARecordTwice() {
    JavaRDD<Integer> three = context.parallelize(List.of(0, 1, 2), 2);
    List<Integer> sample = three.takeSample(true, 3_000, 13);
    int[] times = new int[3];
    sample.forEach(n -> times[n]++);
    assertEquals(3_000, sample.size());
    for (int n : times) {
      about(1_000, n, 15);
    }
    long distinct = numbers.takeSample(true, MANY, 13).stream().distinct().count();
    about(MANY * (1 - 1 / Math.E), distinct, 5);
  }

  @Test
  void everyRecordIsAsLikelyAsAnyOther() {
    JavaRDD<Integer> ten = context.parallelize(all.subList(0, 10), 3);
    int[] times = new int[10];
    for (int seed = 0; seed < 2_000; seed++) {
      ten.takeSample(false, 3, seed).forEach(n -> times[n]++);
    }
    for (int n : times) {
      about(600, n, 20);
    }
  }

  @Test
  void anotherSeedIsChosenAtEveryCallAndKeptByTheDataset() {
    JavaRDD<Integer> sample = numbers.sample(false, 0.5);
    assertEquals(sample.collect(), sample.collect());
    assertNotEquals(sample.collect(), numbers.sample(false, 0.5).collect());
    JavaRDD<Integer>[] splits = numbers.randomSplit(new double[] {1, 1});
    assertEquals(MANY, splits[0].count() + splits[1].count());
  }

  @Test
  void wrongFractionsWeightsAndCountsAreRefused() {
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> numbers.sample(false, wrong, 1));
    }
    for (double wrong : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThrows(IllegalArgumentException.class, () -> numbers.sample(true, wrong));
    }
    double[][] weights = {
      null, {}, {0, 0}, {1, -1}, {Double.NaN}, {Double.MAX_VALUE, Double.MAX_VALUE}
    };
    for (double[] wrong : weights) {
      assertThrows(IllegalArgumentException.class, () -> numbers.randomSplit(wrong, 1));
    }
    assertEquals(
        "sample: fraction is -0.1; use 0 to 1, or choose with replacement.",
        assertThrows(IllegalArgumentException.class, () -> numbers.sample(false, -0.1, 1))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> numbers.takeSample(false, -1, 1));
  }
}
