package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.function.Function2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** combineByKey and what is made of it. */
class CombineByKeyTest extends DatasetTest {
  private final Partitioner three = new HashPartitioner(3);

  private JavaPairRDD<Integer, Integer> pairs(int count, int keys, int partitions) {
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    return context.parallelize(numbers, partitions).mapToPair(n -> pair(n % keys, n));
  }

  /** Values of each key in the order of the records. */
  private static Map<Integer, List<Integer>> expected(int count, int keys) {
    Map<Integer, List<Integer>> groups = new HashMap<>();
    for (int n = 0; n < count; n++) {
      groups.computeIfAbsent(n % keys, key -> new ArrayList<>()).add(n);
    }
    return groups;
  }

  private static List<Integer> listOf(Integer value) {
    return new ArrayList<>(List.of(value));
  }

  private static <T> List<T> append(List<T> list, T value) {
    list.add(value);
    return list;
  }

  private static <T> List<T> appendAll(List<T> list, List<T> more) {
    list.addAll(more);
    return list;
  }

  private static void refused(Class<? extends Exception> type, String text, Executable call) {
    assertEquals(text, assertThrows(type, call).getMessage());
  }

  @Test
  void everyFormOfCombineByKeyGathersTheValuesInOrder() {
    JavaPairRDD<Integer, Integer> pairs = pairs(100, 7, 4);
    Function2<List<Integer>, Integer, List<Integer>> add = CombineByKeyTest::append;
    Function2<List<Integer>, List<Integer>, List<Integer>> join = CombineByKeyTest::appendAll;
    var byDefault = pairs.combineByKey(CombineByKeyTest::listOf, add, join);
    var byNumber = pairs.combineByKey(CombineByKeyTest::listOf, add, join, 5);
    var placed = pairs.combineByKey(CombineByKeyTest::listOf, add, join, three);
    var late = pairs.combineByKey(CombineByKeyTest::listOf, add, join, three, false, null);
    assertEquals(expected(100, 7), byDefault.collectAsMap());
    assertEquals(expected(100, 7), byNumber.collectAsMap());
    assertEquals(expected(100, 7), placed.collectAsMap());
    assertEquals(expected(100, 7), late.collectAsMap());
    assertEquals(
        List.of(4, 5, 3, 3),
        List.of(
            byDefault.getNumPartitions(),
            byNumber.getNumPartitions(),
            placed.getNumPartitions(),
            late.getNumPartitions()));
  }

  @Test
  void withoutCombiningBeforeTheExchangeNothingIsMerged() {
    Counter merged = new Counter();
    Function2<Integer, Integer, Integer> merge =
        (a, b) -> {
          merged.incrementAndGet();
          return a + b;
        };
    JavaPairRDD<Integer, Integer> pairs = pairs(100, 2, 4);
    assertEquals(
        Map.of(0, 2450, 1, 2500),
        pairs.combineByKey(v -> v, Integer::sum, merge, three, false, null).collectAsMap());
    assertEquals(0, merged.get());
    assertEquals(
        Map.of(0, 2450, 1, 2500),
        pairs.combineByKey(v -> v, Integer::sum, merge, three, true, null).collectAsMap());
    assertEquals(6, merged.get()); // two keys from four partitions
  }

  @Test
  void groupsHoldTheValuesInTheOrderOfTheRecords() {
    JavaPairRDD<Integer, Integer> pairs = pairs(100, 7, 4);
    for (JavaPairRDD<Integer, Iterable<Integer>> groups :
        List.of(pairs.groupByKey(), pairs.groupByKey(5), pairs.groupByKey(three))) {
      assertEquals(expected(100, 7), groups.collectAsMap());
    }
    assertEquals(4, pairs.groupByKey().getNumPartitions());
    assertEquals(5, pairs.groupByKey(5).getNumPartitions());
    assertEquals("[0, 7]", pairs(14, 7, 2).groupByKey().lookup(0).get(0).toString());
  }

  @Test
  void keysOfAPartitionComeInTheOrderInWhichTheyAreMet() {
    JavaPairRDD<Integer, Integer> pairs =
        context.parallelizePairs(List.of(pair(9, 1), pair(2, 1), pair(9, 2), pair(5, 1)), 2);
    assertEquals(List.of(9, 2, 5), pairs.groupByKey(1).keys().collect());
  }

  @Test
  void nullsAreGroupedLikeAnyOther() {
    JavaPairRDD<String, Integer> pairs =
        context.parallelizePairs(List.of(pair(null, 1), pair("a", null), pair(null, null)), 2);
    Map<String, List<Integer>> groups = new HashMap<>();
    groups.put(null, Arrays.asList(1, null));
    groups.put("a", Arrays.asList((Integer) null));
    assertEquals(groups, pairs.groupByKey().collectAsMap());
  }

  @Test
  void everyFormOfAggregateByKeyAddsToItsOwnZero() {
    JavaPairRDD<Integer, Integer> pairs = pairs(100, 7, 4);
    List<Integer> zero = new ArrayList<>();
    Function2<List<Integer>, Integer, List<Integer>> add = CombineByKeyTest::append;
    Function2<List<Integer>, List<Integer>, List<Integer>> join = CombineByKeyTest::appendAll;
    for (JavaPairRDD<Integer, List<Integer>> lists :
        List.of(
            pairs.aggregateByKey(zero, add, join),
            pairs.aggregateByKey(zero, 5, add, join),
            pairs.aggregateByKey(zero, three, add, join))) {
      assertEquals(expected(100, 7), lists.collectAsMap());
      assertEquals(expected(100, 7), lists.collectAsMap()); // a rerun finds the zero unchanged
    }
    assertEquals(List.of(), zero);
    assertEquals(5, pairs.aggregateByKey(zero, 5, add, join).getNumPartitions());
  }

  @Test
  void aZeroChangedAfterwardsDoesNotChangeTheDataset() {
    List<Integer> zero = new ArrayList<>();
    var lists =
        pairs(4, 2, 1).aggregateByKey(zero, CombineByKeyTest::append, CombineByKeyTest::appendAll);
    zero.add(-1);
    assertEquals(Map.of(0, List.of(0, 2), 1, List.of(1, 3)), lists.collectAsMap());
  }

  @Test
  void aZeroMayBeNullOrImmutable() {
    assertEquals(
        Map.of(0, "02", 1, "13"),
        pairs(4, 2, 1).aggregateByKey("", (text, n) -> text + n, String::concat).collectAsMap());
    assertEquals(
        Map.of(0, 2, 1, 4),
        pairs(4, 2, 1)
            .aggregateByKey((Integer) null, (sum, n) -> sum == null ? n : sum + n, Integer::sum)
            .collectAsMap());
  }

  @Test
  void aZeroThatCannotBeCopiedIsRefusedAtOnce() {
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    pairs(4, 2, 1)
                        .aggregateByKey(new Thread(), (zero, n) -> zero, (zero, other) -> zero))
            .getMessage();
    assertTrue(
        message.startsWith("aggregateByKey: zeroValue of java.lang.Thread cannot be copied"),
        message);
  }

  @Test
  void everyFormOfFoldByKeyAddsTheZeroOnceForEachPartition() {
    JavaPairRDD<Integer, Integer> pairs = pairs(100, 2, 1);
    Map<Integer, Integer> sums = Map.of(0, 2460, 1, 2510);
    assertEquals(sums, pairs.foldByKey(10, Integer::sum).collectAsMap());
    assertEquals(sums, pairs.foldByKey(10, 5, Integer::sum).collectAsMap());
    assertEquals(sums, pairs.foldByKey(10, three, Integer::sum).collectAsMap());
    assertEquals(3, pairs.foldByKey(10, three, Integer::sum).getNumPartitions());
    assertEquals(
        Map.of(0, 2490, 1, 2540), pairs(100, 2, 4).foldByKey(10, Integer::sum).collectAsMap());
  }

  @Test
  void aMutableZeroOfAFoldIsNotShared() {
    JavaPairRDD<Integer, List<Integer>> lists = pairs(6, 3, 2).mapValues(CombineByKeyTest::listOf);
    assertEquals(
        expected(6, 3),
        lists.foldByKey(new ArrayList<>(), CombineByKeyTest::appendAll).collectAsMap());
  }

  @Test
  void reducedAndCountedInTheCallingProgram() {
    JavaPairRDD<Integer, Integer> pairs = pairs(100, 2, 4);
    assertEquals(Map.of(0, 2450, 1, 2500), pairs.reduceByKeyLocally(Integer::sum));
    assertEquals(Map.of(0, 50L, 1, 50L), pairs.countByKey());
    assertEquals(Map.of(), pairs(0, 2, 4).reduceByKeyLocally(Integer::sum));
    assertEquals(Map.of(), pairs(0, 2, 4).countByKey());
  }

  @Test
  void countingSeesNullKeysAndValues() {
    Map<String, Long> counts = new HashMap<>(Map.of("a", 1L));
    counts.put(null, 2L);
    assertEquals(
        counts,
        context
            .parallelizePairs(List.of(pair(null, 1), pair("a", null), pair(null, null)), 2)
            .countByKey());
  }

  @Test
  void describingRunsNothing() {
    Counter mapped = new Counter();
    JavaPairRDD<Integer, Integer> pairs =
        pairs(10, 2, 2)
            .mapValues(
                n -> {
                  mapped.incrementAndGet();
                  return n;
                });
    pairs.groupByKey();
    pairs.foldByKey(0, Integer::sum);
    pairs.aggregateByKey(0, Integer::sum, Integer::sum);
    pairs.combineByKey(v -> v, Integer::sum, Integer::sum);
    assertEquals(0, mapped.get());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    JavaPairRDD<Integer, Integer> pairs = pairs(10, 2, 2);
    Function2<Integer, Integer, Integer> none = null;
    String need = " needs a function; it is null.";
    Class<NullPointerException> npe = NullPointerException.class;
    refused(npe, "combineByKey" + need, () -> pairs.combineByKey(null, none, none));
    refused(npe, "combineByKey" + need, () -> pairs.combineByKey(v -> v, none, none));
    refused(npe, "combineByKey" + need, () -> pairs.combineByKey(v -> v, Integer::sum, none));
    refused(npe, "aggregateByKey" + need, () -> pairs.aggregateByKey(0, none, Integer::sum));
    refused(npe, "aggregateByKey" + need, () -> pairs.aggregateByKey(0, Integer::sum, none));
    refused(npe, "foldByKey" + need, () -> pairs.foldByKey(0, none));
    refused(npe, "reduceByKeyLocally" + need, () -> pairs.reduceByKeyLocally(none));
    Class<IllegalArgumentException> iae = IllegalArgumentException.class;
    Partitioner nowhere = null;
    refused(iae, "groupByKey: partitioner is null.", () -> pairs.groupByKey(nowhere));
    refused(
        iae, "foldByKey: partitioner is null.", () -> pairs.foldByKey(0, nowhere, Integer::sum));
    refused(iae, "groupByKey: numPartitions is 0; use 1 to 100000.", () -> pairs.groupByKey(0));
    refused(
        iae,
        "combineByKey: numPartitions is -1; use 1 to 100000.",
        () -> pairs.combineByKey(v -> v, Integer::sum, Integer::sum, -1));
  }

  @Test
  void aPartitionThatDoesNotExistIsNamedWithoutCombiningToo() {
    Partitioner wrong =
        new Partitioner() {
          private static final long serialVersionUID = 1L;

          @Override
          public int numPartitions() {
            return 2;
          }

          @Override
          public int getPartition(Object key) {
            return 2;
          }

          @Override
          public String toString() {
            return "Wrong";
          }
        };
    assertEquals(
        "Wrong put the key 0 into partition 2; it has partitions 0 to 1.",
        assertThrows(SparkException.class, () -> pairs(1, 1, 1).groupByKey(wrong).count())
            .getMessage());
    List<Tuple2<Integer, Integer>> none = List.of();
    assertTrue(context.parallelizePairs(none, 1).groupByKey(wrong).isEmpty());
  }
}
