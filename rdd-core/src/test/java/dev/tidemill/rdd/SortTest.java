package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SortTest extends DatasetTest {
  private static final Comparator<Integer> UP = Comparator.naturalOrder();

  private final JavaPairRDD<Integer, String> few =
      context.parallelizePairs(
          List.of(pair(3, "c"), pair(1, "a"), pair(2, "b"), pair(1, "d"), pair(3, "e")), 3);

  private static Throwable causeOf(Executable action) {
    return assertThrows(SparkException.class, action).getCause();
  }

  static List<Long> seeds() {
    List<Long> seeds = new ArrayList<>();
    new Random().longs(15).forEach(seeds::add);
    seeds.add(1L);
    return seeds; // each is the name of its test
  }

  private static List<Tuple2<Integer, Integer>> randomPairs(Random random, int count) {
    int keys = 1 + random.nextInt(2 * count + 1);
    List<Tuple2<Integer, Integer>> pairs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int key = random.nextInt(3) == 0 ? 0 : random.nextInt(keys) - keys / 2;
      pairs.add(pair(key, i)); // the value says where the pair was
    }
    return pairs;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void sortingGivesWhatAStableSortOfAListGives(long seed) {
    Random random = new Random(seed);
    List<Tuple2<Integer, Integer>> pairs = randomPairs(random, random.nextInt(3_000));
    JavaPairRDD<Integer, Integer> dataset = context.parallelizePairs(pairs, 1 + random.nextInt(6));
    boolean ascending = random.nextBoolean();
    List<Tuple2<Integer, Integer>> expected = new ArrayList<>(pairs);
    expected.sort((a, b) -> ascending ? a._1.compareTo(b._1) : b._1.compareTo(a._1));
    int ranges = 1 + random.nextInt(9);
    JavaPairRDD<Integer, Integer> sorted = dataset.sortByKey(ascending, ranges);
    assertEquals(expected, sorted.collect());
    assertEquals(expected, sorted.collect()); // again, by the same ranges
    assertTrue(sorted.getNumPartitions() <= ranges);
    assertFalse(keyInTwoPartitions(partitions(sorted)));
  }

  private static boolean keyInTwoPartitions(List<List<Tuple2<Integer, Integer>>> parts) {
    List<Integer> ends = new ArrayList<>();
    for (List<Tuple2<Integer, Integer>> part : parts) {
      if (!part.isEmpty()) {
        if (!ends.isEmpty() && ends.get(ends.size() - 1).equals(part.get(0)._1)) {
          return true;
        }
        ends.add(part.get(part.size() - 1)._1);
      }
    }
    return false;
  }

  @Test
  void manyRecordsAreSortedIntoRangesOfAboutEqualSize() {
    int count = 200_000;
    Random random = new Random(7);
    List<Integer> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(random.nextInt());
    }
    List<List<Integer>> parts =
        partitions(
            context.parallelize(keys, 5).mapToPair(n -> pair(n, n)).sortByKey(true, 8).keys());
    assertEquals(8, parts.size());
    List<Integer> all = new ArrayList<>();
    for (List<Integer> part : parts) {
      assertTrue(part.size() > count / 16 && part.size() < count / 4, () -> "" + part.size());
      all.addAll(part);
    }
    keys.sort(UP);
    assertEquals(keys, all);
  }

  @Test
  void rangesAreRightThoughPartitionsDifferInSize() {
    List<Integer> small = IntStream.range(0, 10).boxed().toList();
    List<Integer> large = IntStream.range(1_000, 50_000).boxed().toList();
    var parts =
        partitions(
            context
                .parallelize(small, 9)
                .union(context.parallelize(large, 1))
                .mapToPair(n -> pair(n, n))
                .sortByKey(true, 4));
    assertEquals(4, parts.size());
    parts.forEach(part -> assertTrue(part.size() > 8_000, () -> "" + part.size()));
  }

  @Test
  void everyFormOfSortByKeySorts() {
    List<Object> up = List.of(pair(1, "a"), pair(1, "d"), pair(2, "b"), pair(3, "c"), pair(3, "e"));
    List<Object> down =
        List.of(pair(3, "c"), pair(3, "e"), pair(2, "b"), pair(1, "a"), pair(1, "d"));
    assertEquals(up, few.sortByKey().collect());
    assertEquals(up, few.sortByKey(true).collect());
    assertEquals(down, few.sortByKey(false).collect());
    assertEquals(down, few.sortByKey(false, 2).collect());
    assertEquals(up, few.sortByKey(UP).collect());
    assertEquals(down, few.sortByKey(UP.reversed()).collect());
    assertEquals(down, few.sortByKey(UP, false).collect());
    assertEquals(up, few.sortByKey(UP.reversed(), false).collect());
    assertEquals(down, few.sortByKey(UP, false, 2).collect());
  }

  @Test
  void recordsAreSortedByWhatAFunctionGives() {
    assertEquals(
        List.of("b", "aa", "cc", "ddd"),
        context
            .parallelize(List.of("ddd", "aa", "b", "cc"), 3)
            .sortBy(String::length, true, 2)
            .collect());
    assertEquals(
        List.of("ddd", "aa", "cc", "b"),
        context
            .parallelize(List.of("ddd", "aa", "b", "cc"), 3)
            .sortBy(String::length, false, 2)
            .collect());
  }

  @Test
  void thereAreNoMoreRangesThanDifferentKeys() {
    assertEquals(3, few.sortByKey(true, 50).getNumPartitions());
    assertEquals(1, few.sortByKey(true, 1).getNumPartitions());
    assertEquals(3, few.sortByKey().getNumPartitions());
    assertEquals(1, context.parallelizePairs(List.of(pair(1, 1)), 4).sortByKey().count());
  }

  @Test
  void anEmptyDatasetIsSortedIntoOnePartition() {
    JavaPairRDD<Integer, Integer> empty = JavaPairRDD.fromJavaRDD(context.emptyRDD());
    assertEquals(1, empty.sortByKey().getNumPartitions());
    assertEquals(List.of(), empty.sortByKey(true, 5).collect());
  }

  @Test
  void describingASortRunsNothingAndTheKeysAreLookedAtOnce() {
    Counter read = new Counter();
    JavaPairRDD<Integer, String> counted =
        few.mapToPair(
            p -> {
              read.incrementAndGet();
              return p;
            });
    JavaPairRDD<Integer, String> sorted = counted.sortByKey(true, 3).mapValues(v -> v);
    sorted.union(few).reduceByKey(String::concat, 3).join(sorted);
    assertEquals(0, read.get());
    assertEquals(5, sorted.count());
    assertEquals(10, read.get()); // to find the ranges, and to sort
    assertEquals(5, sorted.count());
    assertEquals(15, read.get());
  }

  @Test
  void oneRangeTakesNoLookAtTheKeys() {
    Counter read = new Counter();
    few.mapToPair(
            p -> {
              read.incrementAndGet();
              return p;
            })
        .sortByKey(true, 1)
        .collect();
    assertEquals(5, read.get());
  }

  @Test
  void nullKeysAreRefusedUnlessTheComparatorTakesThem() {
    List<Tuple2<Integer, String>> pairs = List.of(pair(2, "b"), pair(null, "n"), pair(1, "a"));
    for (int partitions = 1; partitions < 4; partitions++) {
      JavaPairRDD<Integer, String> nulls = context.parallelizePairs(pairs, partitions);
      for (Executable sort :
          List.<Executable>of(
              () -> nulls.sortByKey().collect(), () -> nulls.sortByKey(UP, false).collect())) {
        assertEquals(
            "A key to be sorted is null; drop such records before, or sort by a comparator that"
                + " takes null, such as Comparator.nullsFirst(...).",
            assertInstanceOf(NullPointerException.class, causeOf(sort)).getMessage());
      }
      assertEquals(
          Arrays.asList(null, 1, 2),
          nulls.sortByKey(Comparator.nullsFirst(UP), true, 2).keys().collect());
    }
    assertInstanceOf(
        NullPointerException.class,
        causeOf(
            () ->
                context
                    .parallelizePairs(List.<Tuple2<Integer, Integer>>of(pair(null, 1)), 1)
                    .sortByKey()
                    .collect()));
  }

  @Test
  void keysWithoutAnOrderAreNamed() {
    record Unordered(int number) {}
    JavaPairRDD<Unordered, Integer> pairs =
        context.parallelize(List.of(1, 2, 3), 2).mapToPair(n -> pair(new Unordered(n), n));
    String message = causeOf(() -> pairs.sortByKey().collect()).getMessage();
    assertEquals(
        Unordered.class.getName()
            + " is not Comparable; sort by a comparator, or by keys that are.",
        message);
  }

  @Test
  void aComparatorThatFailsFailsTheJobWithItsOwnException() {
    Shared<RuntimeException> own = new Shared<>(new IllegalStateException("own"));
    Comparator<Integer> failing =
        (Comparator<Integer> & Serializable)
            (a, b) -> {
              throw own.it();
            };
    assertEquals(own.it(), causeOf(() -> few.sortByKey(failing).collect()));
    assertEquals(own.it(), causeOf(() -> few.sortByKey(failing, true, 1).collect()));
    Comparator<Integer> nullPointer =
        (Comparator<Integer> & Serializable)
            (a, b) -> {
              throw new NullPointerException("own");
            };
    assertEquals("own", causeOf(() -> few.sortByKey(nullPointer).collect()).getMessage());
  }

  @Test
  void aFailureWhileLookingAtTheKeysIsThatOfTheJob() {
    Shared<RuntimeException> own = new Shared<>(new RuntimeException("own"));
    JavaPairRDD<Integer, String> failing =
        few.mapToPair(
            p -> {
              throw own.it();
            });
    assertEquals(own.it(), causeOf(() -> failing.sortByKey().collect()));
  }

  @Test
  void eachPartitionIsSortedWhereThePartitionerPutsIt() {
    Partitioner two = new HashPartitioner(2);
    JavaPairRDD<Integer, String> pairs =
        context.parallelizePairs(
            List.of(pair(4, "a"), pair(3, "b"), pair(2, "c"), pair(1, "d"), pair(2, "e")), 3);
    List<Object> evens = List.of(pair(2, "c"), pair(2, "e"), pair(4, "a"));
    List<Object> odds = List.of(pair(1, "d"), pair(3, "b"));
    assertEquals(List.of(evens, odds), partitions(pairs.repartitionAndSortWithinPartitions(two)));
    assertEquals(
        List.of(
            List.of(pair(4, "a"), pair(2, "c"), pair(2, "e")), List.of(pair(3, "b"), pair(1, "d"))),
        partitions(pairs.repartitionAndSortWithinPartitions(two, UP.reversed())));
    JavaPairRDD<Integer, String> placed = pairs.partitionBy(two);
    JavaPairRDD<Integer, String> sorted = placed.repartitionAndSortWithinPartitions(two);
    assertEquals(List.of(evens, odds), partitions(sorted));
    assertEquals(1, exchanges(sorted));
  }

  @Test
  void aSortedDatasetReadTwiceIsSortedBothTimes() {
    JavaPairRDD<Integer, String> sorted = few.sortByKey(true, 2);
    JavaPairRDD<Integer, String> both = sorted.union(sorted);
    assertEquals(2, both.getNumPartitions());
    assertEquals(10, both.count());
    assertEquals(
        List.of(pair("a", "a"), pair("a", "d"), pair("d", "a"), pair("d", "d")),
        sorted.join(sorted).lookup(1));
  }

  private static void refused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    Comparator<Integer> none = null;
    String range = " is 0; use 1 to 100000.";
    refused("sortByKey: comp is null.", () -> few.sortByKey(none));
    refused("sortByKey: comp is null.", () -> few.sortByKey(none, true));
    refused("sortByKey: comp is null.", () -> few.sortByKey(none, true, 1));
    refused("sortByKey: numPartitions" + range, () -> few.sortByKey(true, 0));
    refused("sortByKey: numPartitions" + range, () -> few.sortByKey(UP, true, 0));
    refused("sortBy: numPartitions" + range, () -> few.keys().sortBy(n -> n, true, 0));
    refused(
        "repartitionAndSortWithinPartitions: partitioner is null.",
        () -> few.repartitionAndSortWithinPartitions(null));
    refused(
        "repartitionAndSortWithinPartitions: comp is null.",
        () -> few.repartitionAndSortWithinPartitions(new HashPartitioner(1), none));
  }
}
