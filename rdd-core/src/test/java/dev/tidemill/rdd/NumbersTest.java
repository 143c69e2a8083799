package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaDoubleRDD;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.util.StatCounter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Datasets of numbers. */
class NumbersTest extends DatasetTest {
  private final JavaDoubleRDD eight = numbers(3, 2, 4, 4, 4, 5, 5, 7, 9);
  private final JavaDoubleRDD none = numbers(2);
  private final JavaDoubleRDD nothing =
      context.parallelizeDoubles(List.of(1.0), 1).filter(n -> false);

  private JavaDoubleRDD numbers(int partitions, double... numbers) {
    return context.parallelizeDoubles(Arrays.stream(numbers).boxed().toList(), partitions);
  }

  private JavaDoubleRDD range(int from, int to) {
    return context
        .parallelize(IntStream.rangeClosed(from, to).boxed().toList(), 3)
        .mapToDouble(n -> n);
  }

  @Test
  void numbersAreMadeOfRecordsOfEveryKind() {
    JavaRDD<String> words = context.parallelize(List.of("a", "bb", "ccc"), 2);
    assertEquals(List.of(1.0, 2.0, 3.0), words.mapToDouble(String::length).collect());
    JavaDoubleRDD twice = words.flatMapToDouble(w -> List.of(0.5, (double) w.length()).iterator());
    assertEquals(List.of(0.5, 1.0, 0.5, 2.0, 0.5, 3.0), twice.collect());
    JavaDoubleRDD lengths =
        words.mapPartitionsToDouble(
            all -> {
              double sum = 0;
              while (all.hasNext()) {
                sum += all.next().length();
              }
              return List.of(sum).iterator();
            });
    assertEquals(List.of(1.0, 5.0), lengths.collect());
    JavaPairRDD<String, Integer> placed =
        words.mapToPair(w -> pair(w, 1)).partitionBy(new HashPartitioner(3));
    JavaDoubleRDD kept =
        placed.mapPartitionsToDouble(all -> Collections.nCopies(1, 1.0).iterator(), true);
    assertEquals(new HashPartitioner(3), kept.partitioner().get());
    assertEquals(3, kept.count());
    assertEquals(List.of(4.0), numbers(1, 2).mapToDouble(n -> n * n).collect());
    assertEquals(2, context.parallelizeDoubles(List.of(1.0)).getNumPartitions());
  }

  @Test
  void functionsThatAreNullAreRefused() {
    assertThrows(NullPointerException.class, () -> eight.mapToDouble(null));
    assertThrows(NullPointerException.class, () -> eight.flatMapToDouble(null));
    assertThrows(NullPointerException.class, () -> eight.mapPartitionsToDouble(null));
    assertThrows(NullPointerException.class, () -> eight.filter(null));
    assertThrows(IllegalArgumentException.class, () -> new JavaDoubleRDD(null));
  }

  @Test
  void aDatasetOfNumbersIsAViewOfItsRdd() {
    RDD<Double> rdd = eight.rdd();
    assertSame(rdd, eight.srdd());
    assertSame(rdd, JavaDoubleRDD.toRDD(eight));
    assertSame(rdd, JavaDoubleRDD.fromRDD(rdd).rdd());
    assertSame(rdd, eight.wrapRDD(rdd).rdd());
    assertSame(eight, eight.setName("eight"));
    assertEquals("eight", eight.name());
    assertTrue(eight.toDebugString().contains("eight"), eight::toDebugString);
  }

  @Test
  void numbersAreKeptLikeOtherRecords() {
    Counter made = new Counter();
    JavaDoubleRDD some =
        context.parallelize(List.of(1, 2), 1).mapToDouble(n -> made.incrementAndGet());
    assertSame(some, some.cache());
    assertEquals(3, some.sum());
    assertEquals(3, some.sum());
    assertEquals(2, made.get());
    assertSame(some, some.unpersist());
    assertEquals(7, some.sum());
    assertSame(some, some.persist(StorageLevel.MEMORY_AND_DISK()));
    assertEquals(11, some.sum());
    assertEquals(11, some.sum());
    assertSame(some, some.unpersist(true));
    assertEquals(StorageLevel.NONE(), some.getStorageLevel());
  }

  @Test
  void theFiguresOfAFewNumbers() {
    assertEquals(40, eight.sum());
    assertEquals(5, eight.mean());
    assertEquals(2, eight.min());
    assertEquals(9, eight.max());
    assertEquals(2, eight.first());
    assertEquals(4, eight.variance());
    assertEquals(4, eight.popVariance());
    assertEquals(32.0 / 7, eight.sampleVariance());
    assertEquals(2, eight.stdev());
    assertEquals(2, eight.popStdev());
    assertEquals(Math.sqrt(32.0 / 7), eight.sampleStdev());
    StatCounter stats = eight.stats();
    assertEquals(
        "(count: 8, mean: 5.000000, stdev: 2.000000, max: 9.000000, min: 2.000000)",
        stats.toString());
  }

  @Test
  void theFiguresOfNoNumbers() {
    for (JavaDoubleRDD empty : List.of(none, nothing, emptyOfNoPartitions())) {
      assertEquals(0, empty.sum());
      assertEquals(0, empty.mean());
      assertEquals(0, empty.stats().count());
      assertEquals(Double.NaN, empty.variance());
      assertEquals(Double.NaN, empty.sampleStdev());
      for (Consumer<JavaDoubleRDD> action :
          List.<Consumer<JavaDoubleRDD>>of(
              JavaDoubleRDD::min, JavaDoubleRDD::max, JavaDoubleRDD::first)) {
        assertEquals(
            "empty collection",
            assertThrows(UnsupportedOperationException.class, () -> action.accept(empty))
                .getMessage());
      }
    }
  }

  private JavaDoubleRDD emptyOfNoPartitions() {
    return context.<Integer>emptyRDD().mapToDouble(n -> n);
  }

  @Test
  void whatIsNotANumberIsTheLargest() {
    JavaDoubleRDD some = numbers(2, 1, Double.NaN, Double.POSITIVE_INFINITY);
    assertEquals(Double.NaN, some.max());
    assertEquals(1, some.min());
  }

  @Test
  void partitionsAreAddedUpInTheirOrder() {
    // In another order nothing would be left of the small ones, or all of them.
    JavaDoubleRDD some = numbers(4, 1e16, 1, -1e16, 1);
    for (int round = 0; round < 50; round++) {
      assertEquals(1, some.sum());
    }
  }

  @Test
  void theVarianceDoesNotDependOnWhereTheNumbersAre() {
    assertEquals(22.5, numbers(4, 1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16).variance());
  }

  @Test
  void aHistogramOfEvenBucketsHasTheLargestNumberInTheLastBucket() {
    Tuple2<double[], long[]> four = range(1, 50).histogram(4);
    assertArrayEquals(new double[] {1, 13.25, 25.5, 37.75, 50}, four._1);
    assertArrayEquals(new long[] {13, 12, 12, 13}, four._2);
    Tuple2<double[], long[]> nine = range(6, 99).histogram(9);
    assertArrayEquals(
        new double[] {
          6,
          16.333333333333336,
          26.666666666666668,
          37,
          47.333333333333336,
          57.66666666666667,
          68,
          78.33333333333333,
          88.66666666666666,
          99
        },
        nine._1,
        1e-13);
    assertArrayEquals(new long[] {11, 10, 10, 11, 10, 10, 11, 10, 11}, nine._2);
  }

  @Test
  void aHistogramOfEqualNumbersHasOneBucket() {
    Tuple2<double[], long[]> one = numbers(2, 7, 7, 7).histogram(5);
    assertArrayEquals(new double[] {7, 7}, one._1);
    assertArrayEquals(new long[] {3}, one._2);
    assertArrayEquals(new long[] {1}, numbers(2, 6, 7, 8).histogram(one._1));
  }

  @Test
  void aHistogramOfNothingOrOfWhatIsNotFiniteIsRefused() {
    for (JavaDoubleRDD wrong :
        List.of(
            none,
            nothing,
            emptyOfNoPartitions(),
            numbers(1, 1, Double.NaN),
            numbers(2, 1, Double.NEGATIVE_INFINITY),
            numbers(2, -Double.MAX_VALUE, Double.MAX_VALUE))) {
      assertThrows(UnsupportedOperationException.class, () -> wrong.histogram(3));
    }
    assertEquals(
        "Histogram on either an empty RDD or RDD containing +/-infinity or NaN: there are 2 numbers"
            + " from 1.0 to Infinity; filter them, or give the edges of the buckets.",
        assertThrows(
                UnsupportedOperationException.class,
                () -> numbers(2, 1, Double.POSITIVE_INFINITY).histogram(3))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> eight.histogram(0));
  }

  @Test
  void bucketsHaveTheirLowerEdgeAndTheLastBothEdges() {
    double[] edges = {1, 10, 20, 50};
    JavaDoubleRDD some = numbers(3, 0.9, 1, 9.9, 10, 19, 20, 50, 50.1, Double.NaN, -1e300);
    assertArrayEquals(new long[] {2, 2, 2}, some.histogram(edges));
    Double[] boxed = {1.0, 10.0, 20.0, 50.0};
    assertArrayEquals(new long[] {2, 2, 2}, some.histogram(boxed, false));
    assertArrayEquals(new long[] {3, 3}, range(0, 5).histogram(new Double[] {0.0, 3.0, 5.0}, true));
    assertArrayEquals(new long[] {0, 0}, none.histogram(new double[] {0, 1, 2}));
    double[] all = {Double.NEGATIVE_INFINITY, 0, Double.POSITIVE_INFINITY};
    assertArrayEquals(
        new long[] {1, 3}, numbers(1, -1e300, 0, 1, Double.POSITIVE_INFINITY).histogram(all));
    assertArrayEquals(new long[] {2}, numbers(1, 0.0, -0.0).histogram(new double[] {0.0, 1}));
    assertArrayEquals(new long[] {2}, numbers(1, 0.0, -0.0).histogram(new double[] {-1, -0.0}));
  }

  @Test
  void edgesThatAreTooFewFallOrAreNoNumbersAreRefused() {
    double[][] wrong = {{}, {1}, {1, 2, 1.5}, {Double.NaN, 1}, {1, Double.NaN}, null};
    for (double[] edges : wrong) {
      assertThrows(IllegalArgumentException.class, () -> eight.histogram(edges));
    }
    assertThrows(
        IllegalArgumentException.class, () -> eight.histogram(new Double[] {1.0, null}, true));
    assertEquals(
        "histogram: buckets [1.0, 2.0, 1.5] fall, or are not a number, at index 2; sort them, and"
            + " give numbers only.",
        assertThrows(
                IllegalArgumentException.class, () -> eight.histogram(new double[] {1, 2, 1.5}))
            .getMessage());
  }

  @Test
  void setsOfNumbers() {
    JavaDoubleRDD one = numbers(2, 1, 2, 2, 3, Double.NaN);
    JavaDoubleRDD other = numbers(3, 2, 3, 3, 4, Double.NaN);
    assertEquals(
        List.of(1.0, 2.0, 2.0, 3.0, Double.NaN, 2.0, 3.0, 3.0, 4.0, Double.NaN),
        one.union(other).collect());
    assertEquals(5, one.union(other).getNumPartitions());
    assertEquals(sorted(one.union(other)), sorted(context.union(one, other)));
    assertEquals(List.of(1.0, 2.0, 3.0, Double.NaN), sorted(one.distinct()));
    assertEquals(2, one.distinct().getNumPartitions());
    assertEquals(List.of(1.0, 2.0, 3.0, Double.NaN), sorted(one.distinct(4)));
    assertEquals(4, one.distinct(4).getNumPartitions());
    assertEquals(List.of(2.0, 3.0, Double.NaN), sorted(one.intersection(other)));
    assertEquals(List.of(1.0), one.subtract(other).collect());
    assertEquals(2, one.subtract(other).getNumPartitions());
    assertEquals(List.of(4.0), other.subtract(one, 5).collect());
    assertEquals(5, other.subtract(one, 5).getNumPartitions());
    assertEquals(List.of(1.0), one.subtract(other, new HashPartitioner(3)).collect());
    assertEquals(3, one.subtract(other, new HashPartitioner(3)).getNumPartitions());
    assertEquals(25, one.cartesian(other).count());
    assertThrows(IllegalArgumentException.class, () -> one.union((JavaDoubleRDD) null));
  }

  private static List<Double> sorted(JavaDoubleRDD numbers) {
    List<Double> sorted = new ArrayList<>(numbers.collect());
    Collections.sort(sorted);
    return sorted;
  }

  @Test
  void partitionsOfNumbersArePutTogetherAndDealtOut() {
    JavaDoubleRDD hundred = range(1, 100);
    assertEquals(hundred.collect(), hundred.coalesce(2).collect());
    assertEquals(2, hundred.coalesce(2).getNumPartitions());
    assertEquals(3, hundred.coalesce(9).getNumPartitions());
    assertEquals(9, hundred.coalesce(9, true).getNumPartitions());
    assertEquals(9, hundred.repartition(9).getNumPartitions());
    assertEquals(5050, hundred.repartition(9).sum());
  }

  @Test
  void numbersAreSampledLikeOtherRecords() {
    JavaDoubleRDD many = range(1, 10_000);
    JavaRDD<Double> plain = many.map(n -> n);
    assertEquals(plain.sample(false, 0.1, 5).collect(), many.sample(false, 0.1, 5).collect());
    assertEquals(plain.sample(true, 2, 5).collect(), many.sample(true, 2.0, 5).collect());
    assertEquals(many.collect(), many.sample(false, 1.0).collect());
    assertThrows(IllegalArgumentException.class, () -> many.sample(false, null));
    assertThrows(IllegalArgumentException.class, () -> many.sample(false, 2.0));
  }
}
