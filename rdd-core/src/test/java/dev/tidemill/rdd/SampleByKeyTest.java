package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SampleByKeyTest extends DatasetTest {
  /** Numbers under their remainder, in partitions of very different sizes. */
  private JavaPairRDD<Integer, Integer> numbers(int count, int keys) {
    List<Tuple2<Integer, Integer>> few = new ArrayList<>();
    List<Tuple2<Integer, Integer>> many = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      (n < count / 10 ? few : many).add(pair(n % keys, n));
    }
    return context
        .parallelizePairs(few, 2)
        .union(context.parallelizePairs(new ArrayList<Tuple2<Integer, Integer>>(), 1))
        .union(context.parallelizePairs(many, 1));
  }

  private static final Map<Integer, Double> SHARES = Map.of(0, 0.0, 1, 0.3, 2, 1.0);

  @Test
  void aSeedMeansThesePairs() {
    JavaPairRDD<Integer, Integer> twenty = numbers(20, 3);
    assertEquals(List.of(2, 5, 8, 11, 14, 17), values(twenty.sampleByKey(false, SHARES, 1)));
    assertEquals(List.of(2, 4, 7, 13, 14, 17), values(twenty.sampleByKey(true, SHARES, 1)));
    assertEquals(
        List.of(2, 4, 5, 8, 10, 11, 13, 14, 17), values(twenty.sampleByKeyExact(false, SHARES, 1)));
    assertEquals(
        List.of(2, 8, 10, 11, 11, 14, 17, 19, 19),
        values(twenty.sampleByKeyExact(true, SHARES, 1)));
  }

  private static List<Integer> values(JavaPairRDD<Integer, Integer> pairs) {
    return pairs.values().collect();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anExactSampleHasTheShareOfEachKeyRoundedUp(boolean withReplacement) {
    for (int count : new int[] {1, 7, 100, 10_001}) {
      JavaPairRDD<Integer, Integer> all = numbers(count, 3);
      Map<Integer, Long> has = all.countByKey();
      JavaPairRDD<Integer, Integer> sample = all.sampleByKeyExact(withReplacement, SHARES);
      Map<Integer, Long> expected = new HashMap<>();
      has.forEach(
          (key, n) -> {
            long wanted = (long) Math.ceil(n * SHARES.get(key));
            if (wanted > 0) {
              expected.put(key, wanted);
            }
          });
      assertEquals(expected, sample.countByKey());
      assertEquals(sample.collect(), sample.collect());
      assertEquals(values(sample).stream().sorted().toList(), values(sample));
      if (!withReplacement) {
        assertEquals(sample.count(), new HashSet<>(sample.collect()).size());
      }
    }
    JavaPairRDD<Integer, Integer> placed = numbers(30, 3).partitionBy(new HashPartitioner(2));
    assertEquals(
        new HashPartitioner(2), placed.sampleByKeyExact(false, SHARES).partitioner().get());
  }

  @Test
  void withReplacementAnExactShareMayBeAboveOne() {
    Map<Integer, Double> twice = Map.of(0, 2.5);
    assertEquals(25, numbers(10, 1).sampleByKeyExact(true, twice, 3).count());
    assertEquals(0, numbers(0, 1).sampleByKeyExact(true, twice, 3).count());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyPairIsAsLikelyAsAnyOther(boolean withReplacement) {
    JavaPairRDD<Integer, Integer> ten = numbers(10, 1);
    int[] times = new int[10];
    int[] together = new int[10];
    int seeds = 2_000;
    for (int seed = 0; seed < seeds; seed++) {
      List<Integer> sample = values(ten.sampleByKeyExact(withReplacement, Map.of(0, 0.4), seed));
      sample.forEach(n -> times[n]++);
      if (sample.contains(0)) {
        new HashSet<>(sample).forEach(n -> together[n]++);
      }
    }
    // A pair misses all of four draws with this chance.
    double missed = Math.pow(0.9, 4);
    double bothMissed = Math.pow(0.8, 4);
    double both = withReplacement ? 1 - 2 * missed + bothMissed : 0.4 * 3 / 9;
    for (int n = 0; n < 10; n++) {
      about(seeds * 0.4, times[n], 15);
      about(seeds * (n > 0 ? both : withReplacement ? 1 - missed : 0.4), together[n], 25);
    }
  }

  private static void about(double expected, double actual, double percent) {
    assertTrue(
        Math.abs(actual - expected) <= expected * percent / 100,
        () -> actual + " is more than " + percent + " % away from " + expected);
  }

  @Test
  void withReplacementTimesAreThoseOfIndependentDraws() {
    int count = 20_000;
    int[] times = new int[count];
    values(numbers(count, 1).sampleByKeyExact(true, Map.of(0, 3.0), 5)).forEach(n -> times[n]++);
    double variance = Arrays.stream(times).mapToDouble(n -> (n - 3.0) * (n - 3.0)).sum() / count;
    about(3, variance, 5);
  }

  @Test
  void anotherSeedIsAnotherExactSample() {
    JavaPairRDD<Integer, Integer> all = numbers(1_000, 3);
    assertEquals(
        all.sampleByKeyExact(false, SHARES, 1).collect(),
        all.sampleByKeyExact(false, SHARES, 1).collect());
    assertNotEquals(
        all.sampleByKeyExact(false, SHARES, 1).collect(),
        all.sampleByKeyExact(false, SHARES, 2).collect());
  }

  @Test
  void nullIsAKeyLikeAnyOther() {
    Map<String, Double> half = new HashMap<>();
    half.put(null, 0.5);
    List<Tuple2<String, Integer>> pairs = Collections.nCopies(10, pair(null, 1));
    assertEquals(5, context.parallelizePairs(pairs, 3).sampleByKeyExact(false, half).count());
  }

  private static void refused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void wrongFractionsAreRefusedAtTheCall() {
    JavaPairRDD<Integer, Integer> all = numbers(10, 3);
    Map<Integer, Double> none = new HashMap<>();
    none.put(1, null);
    refused("sampleByKeyExact: fractions is null.", () -> all.sampleByKeyExact(false, null));
    refused("sampleByKey: the fraction of 1 is null.", () -> all.sampleByKey(false, none));
    refused(
        "sampleByKeyExact: fraction is 1.5; use 0 to 1, or choose with replacement.",
        () -> all.sampleByKeyExact(false, Map.of(1, 1.5)));
    refused(
        "sampleByKeyExact: fraction is 1.0E7; use 0 to 1000000.",
        () -> all.sampleByKeyExact(true, Map.of(1, 1e7)));
    refused(
        "sampleByKeyExact: the key 2 has no fraction; give one for every key, 0 for those that are"
            + " not wanted.",
        () -> all.sampleByKeyExact(false, Map.of(0, 0.5, 1, 0.5)));
  }

  @Test
  void aDatasetThatChangesAfterTheCountFailsTheJob() {
    Counter computed = new Counter();
    JavaPairRDD<Integer, Integer> growing =
        context
            .parallelize(List.of(0), 1)
            .flatMapToPair(
                n -> Collections.nCopies(computed.incrementAndGet(), pair(1, 1)).iterator());
    SparkException failure =
        assertThrows(
            SparkException.class, growing.sampleByKeyExact(false, Map.of(1, 1.0))::collect);
    assertEquals(
        "sampleByKeyExact: partition 0 has more pairs of the key 1 than when they were counted;"
            + " sample a dataset that is the same every time it is computed.",
        failure.getCause().getMessage());
  }
}
