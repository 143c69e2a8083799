package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OperatorsTest extends DatasetTest {
  private final JavaRDD<Integer> numbers = context.parallelize(List.of(1, 2, 3, 4, 5), 2);

  private static void refused(Class<? extends Exception> type, String text, Executable call) {
    assertEquals(text, assertThrows(type, call).getMessage());
  }

  private static Throwable causeOf(Executable action) {
    return assertThrows(SparkException.class, action).getCause();
  }

  @Test
  void givenDataIsCutIntoPartsOfNearlyEqualSize() {
    assertEquals(List.of(List.of(1, 2), List.of(3, 4, 5)), partitions(numbers));
    assertEquals(
        List.of(List.of(), List.of(1), List.of(), List.of(2)),
        partitions(context.parallelize(List.of(1, 2), 4)));
    assertEquals(2, context.parallelize(List.of(1)).getNumPartitions());
  }

  @Test
  void givenPairsAreCutAlike() {
    var pairs = List.of(pair("a", 1), pair("b", 2));
    assertEquals(pairs, context.parallelizePairs(pairs).collect());
    assertEquals(3, context.parallelizePairs(pairs, 3).getNumPartitions());
  }

  @Test
  void aListChangedAfterwardsDoesNotChangeTheDataset() {
    List<Integer> list = new ArrayList<>(List.of(1, 2));
    JavaRDD<Integer> dataset = context.parallelize(list, 1);
    list.clear();
    assertEquals(List.of(1, 2), dataset.collect());
  }

  @Test
  void mapFilterAndFlatMapKeepOrderAndPartitions() {
    assertEquals(
        List.of(List.of(10, 20), List.of(30, 40, 50)), partitions(numbers.map(n -> n * 10)));
    assertEquals(List.of(List.of(2), List.of(4)), partitions(numbers.filter(n -> n % 2 == 0)));
    assertEquals(
        List.of(
            List.of("1", "2", "2"),
            List.of("3", "3", "3", "4", "4", "4", "4", "5", "5", "5", "5", "5")),
        partitions(numbers.flatMap(n -> Collections.nCopies(n, "" + n).iterator())));
  }

  @Test
  void nullRecordsGoThrough() {
    JavaRDD<Integer> nulls = context.parallelize(Arrays.asList(1, null, 3), 2);
    assertEquals(Arrays.asList("1", "null", "3"), nulls.map(String::valueOf).collect());
    assertEquals(Arrays.asList(null, null, null), nulls.map(n -> null).collect());
    assertEquals(Arrays.asList(1, null), nulls.take(2));
  }

  @Test
  void pairsAreMadeByEachOfTheThreeOperators() {
    assertEquals(
        List.of(pair(1, "1"), pair(2, "2")), numbers.mapToPair(n -> pair(n, "" + n)).take(2));
    assertEquals(
        List.of(pair(1, 0), pair(2, 0), pair(2, 1)),
        numbers
            .flatMapToPair(n -> IntStream.range(0, n).mapToObj(i -> pair(n, i)).iterator())
            .take(3));
    assertEquals(
        List.of(pair(1, "first"), pair(3, "first")),
        numbers
            .mapPartitionsToPair(all -> List.of(pair(all.next(), "first")).iterator())
            .collect());
  }

  @Test
  void mapPartitionsSeesEachPartitionOnceAndMayEndEarly() {
    JavaRDD<Integer> sums =
        numbers.mapPartitions(
            all -> {
              int sum = 0;
              while (all.hasNext()) {
                sum += all.next();
              }
              return List.of(sum).iterator();
            });
    assertEquals(List.of(3, 12), sums.collect());
    assertEquals(
        List.of(1, 3), numbers.mapPartitions(all -> List.of(all.next()).iterator()).collect());
  }

  @Test
  void pairsAreTakenApart() {
    JavaPairRDD<String, Integer> pairs =
        context.parallelizePairs(List.of(pair("a", 1), pair("b", 2), pair("a", 3)), 2);
    assertEquals(List.of("a", "b", "a"), pairs.keys().collect());
    assertEquals(List.of(1, 2, 3), pairs.values().collect());
    assertEquals(
        List.of(pair("a", 10), pair("b", 20), pair("a", 30)),
        pairs.mapValues(n -> n * 10).collect());
    assertEquals(List.of(pair("b", 2)), pairs.filter(p -> p._2 == 2).collect());
    assertEquals(Map.of("a", 3, "b", 2), pairs.collectAsMap());
  }

  @Test
  void datasetsAreWrappedAndUnwrapped() {
    JavaPairRDD<String, Integer> pairs = context.parallelizePairs(List.of(pair("a", 1)), 1);
    assertSame(numbers.rdd(), JavaRDD.fromRDD(numbers.rdd()).rdd());
    assertEquals(List.of(1, 2, 3, 4, 5), numbers.wrapRDD(numbers.rdd()).collect());
    assertEquals(pairs.collect(), JavaPairRDD.fromRDD(pairs.rdd()).collect());
    assertEquals(pairs.collect(), pairs.wrapRDD(pairs.rdd()).collect());
    JavaRDD<dev.tidemill.Tuple2<String, Integer>> tuples = pairs.map(p -> p);
    assertEquals(pairs.collect(), JavaPairRDD.fromJavaRDD(tuples).collect());
    assertSame(context.sc(), numbers.rdd().context());
    assertSame(context.sc(), numbers.rdd().sparkContext());
  }

  @Test
  void actionsBringBackWhatTheySay() {
    assertEquals(5, numbers.count());
    assertEquals(1, numbers.first());
    assertEquals(15, numbers.reduce(Integer::sum));
    assertFalse(numbers.isEmpty());
    assertEquals(List.of(), numbers.take(0));
    assertEquals(List.of(1, 2, 3), numbers.take(3));
    assertEquals(List.of(1, 2, 3, 4, 5), numbers.take(99));
    Shared<Set<Integer>> seen = new Shared<>(ConcurrentHashMap.newKeySet());
    numbers.foreach(n -> seen.it().add(n));
    assertEquals(Set.of(1, 2, 3, 4, 5), seen.it());
    Counter records = new Counter();
    Counter calls = new Counter();
    numbers.foreachPartition(
        all -> {
          calls.incrementAndGet();
          all.forEachRemaining(n -> records.incrementAndGet());
        });
    assertEquals(2, calls.get());
    assertEquals(5, records.get());
  }

  @Test
  void reduceTakesOperandsInTheOrderOfTheRecords() {
    JavaRDD<String> letters = context.parallelize(List.of("a", "b", "c", "d", "e", "f", "g"), 5);
    assertEquals("abcdefg", letters.reduce(String::concat));
  }

  @Test
  void anEmptyDatasetHasNothingInIt() {
    JavaRDD<Integer> empty = context.emptyRDD();
    assertEquals(0, empty.getNumPartitions());
    assertEquals(List.of(), empty.collect());
    assertEquals(0, empty.count());
    assertTrue(empty.isEmpty());
    assertEquals(List.of(), empty.take(1));
    empty.foreach(n -> fail());
    refused(UnsupportedOperationException.class, "empty collection", empty::first);
    refused(
        UnsupportedOperationException.class, "empty collection", () -> empty.reduce((a, b) -> a));
    refused(
        UnsupportedOperationException.class,
        "empty collection",
        () -> numbers.filter(n -> false).reduce((a, b) -> a));
    assertEquals(List.of(), empty.mapToPair(n -> pair(n, n)).reduceByKey((a, b) -> a, 3).collect());
    assertTrue(context.parallelize(List.of(), 3).isEmpty());
  }

  private static void fail() {
    throw new AssertionError("there is no record");
  }

  @Test
  void aUnionHasThePartitionsOfBothInOrder() {
    JavaRDD<Integer> more = context.parallelize(List.of(6), 1);
    assertEquals(
        List.of(List.of(1, 2), List.of(3, 4, 5), List.of(6)), partitions(numbers.union(more)));
    assertEquals(List.of(6, 1, 2, 3, 4, 5, 6), context.union(more, numbers, more).collect());
    assertEquals(List.of(1, 2, 3, 4, 5), context.union(numbers).collect());
  }

  @Test
  void parentsWithoutPartitionsAddNothingToAUnion() {
    JavaRDD<Integer> empty = context.emptyRDD();
    assertEquals(List.of(1, 2, 3, 4, 5), empty.union(numbers).union(empty).collect());
    assertEquals(2, context.union(empty, numbers, empty.map(n -> n), empty).getNumPartitions());
    assertEquals(0, empty.union(empty).getNumPartitions());
    assertEquals(List.of(), context.union(empty, empty).collect());
  }

  @Test
  void datasetsPartitionedAlikeAreUnitedPartitionByPartition() {
    JavaPairRDD<Integer, Integer> alike =
        numbers.mapToPair(n -> pair(n, n)).reduceByKey(Integer::sum, 3);
    JavaPairRDD<Integer, Integer> united = alike.union(alike.mapValues(n -> -n));
    assertEquals(3, united.getNumPartitions());
    assertEquals(List.of(pair(3, 3), pair(3, -3)), partitions(united).get(0));
    assertEquals(1, exchanges(united.reduceByKey(Integer::sum)));
    assertEquals(
        Map.of(1, 0, 2, 0, 3, 0, 4, 0, 5, 0), united.reduceByKey(Integer::sum).collectAsMap());
    assertEquals(3, context.union(alike, alike, alike).getNumPartitions());
  }

  @Test
  void anEmptyParentDoesNotCostAUnionItsPartitioner() {
    JavaPairRDD<Integer, Integer> alike =
        numbers.mapToPair(n -> pair(n, n)).reduceByKey(Integer::sum, 3);
    JavaPairRDD<Integer, Integer> empty =
        JavaPairRDD.fromJavaRDD(context.<dev.tidemill.Tuple2<Integer, Integer>>emptyRDD());
    assertEquals(alike.rdd().plan().partitioner(), empty.union(alike).rdd().plan().partitioner());
  }

  @Test
  void datasetsPartitionedDifferentlyAreUnitedSideBySide() {
    JavaPairRDD<Integer, Integer> pairs = numbers.mapToPair(n -> pair(n, n));
    JavaPairRDD<Integer, Integer> united =
        pairs.reduceByKey(Integer::sum, 3).union(pairs.reduceByKey(Integer::sum, 2));
    assertEquals(5, united.getNumPartitions());
    assertEquals(10, united.count());
    assertTrue(united.rdd().plan().partitioner().isEmpty());
  }

  @Test
  void nothingRunsBeforeAnAction() {
    Counter calls = new Counter();
    JavaPairRDD<Integer, Integer> lazy =
        numbers
            .map(n -> calls.incrementAndGet())
            .filter(n -> calls.incrementAndGet() > 0)
            .flatMap(n -> List.of(calls.incrementAndGet()).iterator())
            .mapPartitions(
                all -> {
                  calls.incrementAndGet();
                  return all;
                })
            .mapToPair(n -> pair(calls.incrementAndGet(), n))
            .reduceByKey((a, b) -> calls.incrementAndGet())
            .union(context.parallelizePairs(List.of(), 1));
    lazy.getNumPartitions();
    assertEquals(0, calls.get());
    lazy.count();
    assertTrue(calls.get() > 0);
  }

  @Test
  void aMissingFileFailsAtTheAction() {
    JavaRDD<String> lines = context.textFile("no such file").map(line -> line);
    JavaRDD<String> united = lines.union(lines).union(context.emptyRDD());
    JavaPairRDD<String, Integer> counts =
        united.mapToPair(line -> pair(line, 1)).reduceByKey(Integer::sum);
    for (Executable action : List.<Executable>of(lines::collect, united::count, counts::first)) {
      refused(
          java.nio.file.NoSuchFileException.class,
          "Input path does not exist: no such file",
          action);
    }
  }

  @Test
  void textFilesAreReadInParts() throws Exception {
    List<String> expected = java.nio.file.Files.readAllLines(java.nio.file.Path.of("pom.xml"));
    assertEquals(expected, context.textFile("pom.xml").collect());
    JavaRDD<String> four = context.textFile("pom.xml", 4);
    assertTrue(four.getNumPartitions() >= 4);
    assertEquals(expected, four.collect());
    assertEquals(expected, context.textFile("pom.xml", 0).collect());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    JavaPairRDD<Integer, Integer> pairs = numbers.mapToPair(n -> pair(n, n));
    Map<String, Executable> calls =
        Map.ofEntries(
            Map.entry("map", () -> numbers.map(null)),
            Map.entry("filter", () -> numbers.filter(null)),
            Map.entry("flatMap", () -> numbers.flatMap(null)),
            Map.entry("mapToPair", () -> numbers.mapToPair(null)),
            Map.entry("flatMapToPair", () -> numbers.flatMapToPair(null)),
            Map.entry("mapPartitions", () -> numbers.mapPartitions(null)),
            Map.entry("mapPartitionsToPair", () -> numbers.mapPartitionsToPair(null)),
            Map.entry("foreach", () -> numbers.foreach(null)),
            Map.entry("foreachPartition", () -> numbers.foreachPartition(null)),
            Map.entry("reduce", () -> numbers.reduce(null)),
            Map.entry("mapValues", () -> pairs.mapValues(null)),
            Map.entry("reduceByKey", () -> pairs.reduceByKey(null)));
    calls.forEach(
        (operator, call) ->
            refused(NullPointerException.class, operator + " needs a function; it is null.", call));
    refused(
        NullPointerException.class,
        "filter needs a function; it is null.",
        () -> pairs.filter(null));
    refused(IllegalArgumentException.class, "union: other is null.", () -> numbers.union(null));
    refused(IllegalArgumentException.class, "union: other is null.", () -> pairs.union(null));
    refused(
        IllegalArgumentException.class,
        "reduceByKey: partitioner is null.",
        () -> pairs.reduceByKey((dev.tidemill.Partitioner) null, Integer::sum));
    refused(
        IllegalArgumentException.class, "take: num is -1; use 0 or more.", () -> numbers.take(-1));
    refused(
        IllegalArgumentException.class,
        "reduceByKey: numPartitions is 0; use 1 to 100000.",
        () -> pairs.reduceByKey(Integer::sum, 0));
    refused(
        IllegalArgumentException.class,
        "parallelize: numSlices is 1000000; use 1 to 100000.",
        () -> context.parallelize(List.of(1), 1_000_000));
    refused(
        IllegalArgumentException.class,
        "parallelizePairs: numSlices is -1; use 1 to 100000.",
        () -> context.parallelizePairs(List.of(pair(1, 1)), -1));
    refused(
        IllegalArgumentException.class,
        "parallelize: list is null.",
        () -> context.parallelize(null));
    refused(
        IllegalArgumentException.class, "textFile: path is null.", () -> context.textFile(null));
    refused(
        IllegalArgumentException.class,
        "textFile: minPartitions is -1; use 0 or more.",
        () -> context.textFile("a", -1));
  }

  @Test
  void aNullWhereRecordsWereExpectedIsNamed() {
    assertEquals(
        "The function of flatMap returned null; return an empty iterator for no records.",
        causeOf(() -> numbers.flatMap(n -> (Iterator<Integer>) null).count()).getMessage());
    assertEquals(
        "The function of flatMap returned null; return an empty iterator for no records.",
        causeOf(
                () ->
                    numbers
                        .flatMap(n -> (Iterator<Integer>) null)
                        .mapPartitions(all -> all)
                        .count())
            .getMessage());
    assertEquals(
        "The function of mapPartitions returned null; return an empty iterator for no records.",
        causeOf(() -> numbers.mapPartitions(all -> (Iterator<Integer>) null).count()).getMessage());
    assertEquals(
        "The function of filter returned null; return true or false for every record.",
        causeOf(() -> numbers.filter(n -> null).count()).getMessage());
    assertEquals(
        "The function of filter returned null; return true or false for every record.",
        causeOf(() -> numbers.filter(n -> null).mapPartitions(all -> all).count()).getMessage());
  }

  @Test
  void aNullPairIsNamedByTheOperatorThatNeedsIt() {
    JavaPairRDD<Integer, Integer> nulls = numbers.mapToPair(n -> null);
    Map<String, Executable> uses =
        Map.of(
            "keys", () -> nulls.keys().count(),
            "values", () -> nulls.values().count(),
            "mapValues", () -> nulls.mapValues(n -> n).count(),
            "combining by key", () -> nulls.reduceByKey(Integer::sum).count());
    uses.forEach(
        (operator, use) ->
            assertEquals(
                operator
                    + " got null instead of a pair; return a Tuple2 from the function before it.",
                causeOf(use).getMessage()));
    assertEquals(0, nulls.filter(p -> p != null).count(), "a null that nobody looks into is fine");
  }

  @Test
  void theErrorNamesFileAndLineOfTheUsersCode() {
    SparkException failure =
        assertThrows(
            SparkException.class,
            () -> numbers.map(n -> dev.tidemill.userside.Division.of(n)).count());
    assertInstanceOf(ArithmeticException.class, failure.getCause());
    assertTrue(
        failure
            .getMessage()
            .endsWith("java.lang.ArithmeticException: / by zero at Division.java:9"),
        failure.getMessage());
  }

  @Test
  void anErrorWithoutUserCodeNamesNoCodeOfOurs() {
    SparkException failure =
        assertThrows(
            SparkException.class,
            () -> context.parallelize(List.of("x"), 1).map(Integer::parseInt).count());
    assertFalse(failure.getMessage().contains("Actions.java"), failure.getMessage());
    assertFalse(failure.getMessage().contains("Pipeline.java"), failure.getMessage());
  }
}
