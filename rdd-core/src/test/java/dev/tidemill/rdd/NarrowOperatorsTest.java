package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class NarrowOperatorsTest extends DatasetTest {
  private final JavaRDD<Integer> numbers = context.parallelize(List.of(1, 2, 3, 4, 5), 2);
  private final JavaRDD<String> letters = context.parallelize(List.of("a", "b", "c", "d", "e"), 2);

  private static Throwable causeOf(Executable action) {
    return assertThrows(SparkException.class, action).getCause();
  }

  @Test
  void aPartitionKnowsItsNumber() {
    assertEquals(
        List.of("0:1", "0:2", "1:3", "1:4", "1:5"),
        numbers
            .mapPartitionsWithIndex(
                (partition, records) -> {
                  List<String> named = new ArrayList<>();
                  records.forEachRemaining(record -> named.add(partition + ":" + record));
                  return named.iterator();
                },
                false)
            .collect());
  }

  @Test
  void aFunctionOverPartitionsKeepsThePartitionerOnlyIfItSaysSo() {
    JavaPairRDD<Integer, Integer> keyed =
        numbers.mapToPair(n -> pair(n, n)).reduceByKey(Integer::sum, 3);
    var partitioner = Optional.of(new HashPartitioner(3));
    assertEquals(partitioner, keyed.mapPartitions(all -> all, true).rdd().plan().partitioner());
    assertEquals(
        partitioner, keyed.mapPartitionsToPair(all -> all, true).rdd().plan().partitioner());
    assertEquals(
        partitioner,
        keyed.mapPartitionsWithIndex((i, all) -> all, true).rdd().plan().partitioner());
    assertEquals(
        Optional.empty(), keyed.mapPartitions(all -> all, false).rdd().plan().partitioner());
    assertEquals(
        Optional.empty(), keyed.mapPartitionsToPair(all -> all).rdd().plan().partitioner());
    assertEquals(keyed.collect(), keyed.mapPartitionsToPair(all -> all, true).collect());
  }

  @Test
  void aFunctionOverPartitionsThatReturnsNullIsNamed() {
    assertEquals(
        "The function of mapPartitionsWithIndex returned null; return an empty iterator for no"
            + " records.",
        causeOf(() -> numbers.mapPartitionsWithIndex((i, all) -> null, false).count())
            .getMessage());
    assertEquals(
        "The function of zipPartitions returned null; return an empty iterator for no records.",
        causeOf(() -> numbers.zipPartitions(letters, (a, b) -> null).count()).getMessage());
  }

  @Test
  void glomMakesAListOfEachPartition() {
    assertEquals(List.of(List.of(1, 2), List.of(3, 4, 5)), numbers.glom().collect());
    assertEquals(
        List.of(List.of(), Arrays.asList((Object) null)),
        context.parallelize(Arrays.asList((Object) null), 2).glom().collect());
  }

  @Test
  void keyByKeepsTheRecordBehindItsKey() {
    assertEquals(List.of(pair(2, 1), pair(4, 2)), numbers.keyBy(n -> n * 2).take(2));
  }

  @Test
  void groupByGathersTheRecordsOfAKeyInOrder() {
    JavaPairRDD<Boolean, Iterable<Integer>> grouped = numbers.groupBy(n -> n % 2 == 0);
    assertEquals(context.defaultParallelism(), grouped.getNumPartitions());
    assertEquals(Map.of(true, List.of(2, 4), false, List.of(1, 3, 5)), grouped.collectAsMap());
    JavaPairRDD<Integer, Iterable<Integer>> three = numbers.groupBy(n -> n % 3, 3);
    assertEquals(
        List.of(
            List.of(pair(0, List.of(3))),
            List.of(pair(1, List.of(1, 4))),
            List.of(pair(2, List.of(2, 5)))),
        partitions(three));
    assertEquals(1, exchanges(three));
  }

  @Test
  void aGroupThatIsChangedDoesNotChangeTheNextRun() {
    JavaRDD<Integer> sizes =
        numbers
            .groupBy(n -> 0, 1)
            .map(
                group -> {
                  List<Integer> list = (List<Integer>) group._2;
                  list.add(0);
                  return list.size();
                });
    assertEquals(List.of(6), sizes.collect());
    assertEquals(List.of(6), sizes.collect());
  }

  @Test
  void zipPutsRecordsOfTheSamePlaceTogether() {
    assertEquals(
        List.of(
            List.of(pair(1, "a"), pair(2, "b")), List.of(pair(3, "c"), pair(4, "d"), pair(5, "e"))),
        partitions(numbers.zip(letters)));
    assertEquals(List.of(pair(1, 1)), numbers.zip(numbers).take(1));
  }

  @Test
  void zipRefusesOtherNumbersOfPartitionsWhenItRuns() {
    JavaPairRDD<Integer, Integer> zipped = numbers.zip(context.parallelize(List.of(1, 2), 3));
    assertEquals(
        "zip: Can't zip RDDs with unequal numbers of partitions: [2, 3]; give both the same"
            + " number.",
        assertThrows(IllegalArgumentException.class, zipped::collect).getMessage());
  }

  @Test
  void zipRefusesOtherNumbersOfRecords() {
    String longerLeft =
        assertThrows(
                SparkException.class,
                () -> numbers.zip(context.parallelize(List.of(1, 2, 3, 4), 2)).collect())
            .getMessage();
    assertEquals(
        "Can only zip RDDs with same number of elements in each partition; the right one ends"
            + " after 2 in this partition, the other goes on.",
        longerLeft);
    String longerRight =
        assertThrows(
                SparkException.class,
                () -> context.parallelize(List.of(1, 2, 3, 4), 2).zip(numbers).collect())
            .getMessage();
    assertTrue(longerRight.contains("the left one ends after 2"), longerRight);
  }

  @Test
  void zipPartitionsReadsBothSidesAsItLikes() {
    assertEquals(
        List.of("1a", "3c"),
        numbers
            .zipPartitions(letters, (n, l) -> List.of(n.next() + l.next()).iterator())
            .collect());
    JavaRDD<Integer> unequal =
        numbers.zipPartitions(context.parallelize(List.of(1), 1), (a, b) -> a);
    assertTrue(
        assertThrows(IllegalArgumentException.class, unequal::count)
            .getMessage()
            .startsWith("zipPartitions: Can't zip RDDs"));
  }

  @Test
  void zipPartitionsIsLazyOnBothSides() {
    JavaRDD<Integer> endless =
        context.parallelize(List.of(1), 1).flatMap(n -> Stream.iterate(n, i -> i + 1).iterator());
    assertEquals(List.of(pair(1, 1), pair(2, 2)), endless.zip(endless).take(2));
  }

  @Test
  void indexesGoThroughAllPartitions() {
    JavaRDD<String> uneven =
        context
            .parallelize(List.of(3, 0, 2), 3)
            .flatMap(n -> List.of("x", "y", "z").subList(0, n).iterator());
    assertEquals(
        List.of(pair("x", 0L), pair("y", 1L), pair("z", 2L), pair("x", 3L), pair("y", 4L)),
        uneven.zipWithIndex().collect());
    assertEquals(List.of(), context.emptyRDD().zipWithIndex().collect());
  }

  @Test
  void indexesNeedAJobOnlyWithSeveralPartitionsAndNotOverTheLast() {
    Counter computed = new Counter();
    context.parallelize(List.of(1, 2), 1).map(n -> computed.incrementAndGet()).zipWithIndex();
    assertEquals(0, computed.get());
    context.parallelize(List.of(1, 2, 3, 4), 2).map(n -> computed.incrementAndGet()).zipWithIndex();
    assertEquals(2, computed.get());
  }

  @Test
  void uniqueIdsRunNoJob() {
    Counter computed = new Counter();
    JavaPairRDD<Integer, Long> ids =
        numbers
            .map(
                n -> {
                  computed.incrementAndGet();
                  return n;
                })
            .zipWithUniqueId();
    assertEquals(0, computed.get());
    assertEquals(
        List.of(pair(1, 0L), pair(2, 2L), pair(3, 1L), pair(4, 3L), pair(5, 5L)), ids.collect());
  }

  @Test
  void cartesianPairsEveryRecordWithEveryOther() {
    JavaPairRDD<Integer, String> all =
        context
            .parallelize(List.of(1, 2, 3), 2)
            .cartesian(context.parallelize(List.of("a", "b"), 2));
    assertEquals(
        List.of(
            List.of(pair(1, "a")),
            List.of(pair(1, "b")),
            List.of(pair(2, "a"), pair(3, "a")),
            List.of(pair(2, "b"), pair(3, "b"))),
        partitions(all));
    assertEquals(25, numbers.cartesian(numbers).count());
    assertEquals(0, numbers.cartesian(context.emptyRDD()).count());
    assertEquals(0, numbers.cartesian(context.parallelize(List.of(), 3)).count());
  }

  @Test
  void cartesianOfExchangedDatasetsReadsThemAgain() {
    JavaPairRDD<Integer, Integer> counted =
        numbers.mapToPair(n -> pair(n % 3, 1)).reduceByKey(Integer::sum, 2);
    assertEquals(9, counted.cartesian(counted).count());
    assertEquals(
        List.of(1, 1, 1, 2, 2, 2, 2, 2, 2),
        counted.cartesian(counted).map(both -> both._1._2).collect().stream().sorted().toList());
  }

  @Test
  void partitionsOfACartesianTooManyToCountAreRefused() {
    JavaRDD<Integer> wide = context.parallelize(List.of(1), 60_000);
    assertThrows(ArithmeticException.class, () -> wide.cartesian(wide).getNumPartitions());
  }

  @Test
  void iteratorsThatAreUsedUpSaySo() {
    Iterator<?> none = numbers.zip(numbers).filter(n -> false).toLocalIterator();
    assertThrows(java.util.NoSuchElementException.class, none::next);
  }

  @Test
  void namesAndNumbersTellDatasetsApart() {
    JavaRDD<Integer> other = numbers.map(n -> n);
    assertNotEquals(numbers.id(), other.id());
    assertTrue(numbers.id() < other.id());
    assertNull(other.name());
    assertEquals("sums", other.setName("sums").name());
    assertEquals("sums Mapped[" + other.id() + "]", other.toString());
    assertEquals(context.sc(), other.context());
    assertEquals(other.rdd(), JavaRDD.toRDD(other));
  }

  @Test
  void thePictureOfAPlanShowsWhatItIsMadeOf() {
    JavaPairRDD<Integer, Integer> sums =
        numbers.mapToPair(n -> pair(n, n)).reduceByKey(Integer::sum, 3);
    sums.rdd().setName("sums");
    String label = "sums Narrow[" + sums.id() + "]";
    assertEquals(
        "(3) "
            + label
            + "\n    Exchange by "
            + new HashPartitioner(3)
            + "\n      (2) Narrow\n          Mapped\n          given data in 2 partitions\n",
        sums.toDebugString());
    JavaRDD<Integer> twice = numbers.union(numbers);
    assertEquals(
        "(4) Narrow["
            + twice.id()
            + "]\n      (2) given data in 2 partitions\n"
            + "      (2) given data in 2 partitions, as above\n",
        twice.toDebugString());
  }

  @Test
  void thePictureOfAVeryLongPlanIsMade() {
    JavaRDD<Integer> chain = numbers;
    for (int i = 0; i < 1_000; i++) {
      chain = chain.map(n -> n + 1);
    }
    assertEquals(1_001, chain.toDebugString().lines().count());
    JavaRDD<Integer> doubled = numbers;
    for (int i = 0; i < 25; i++) {
      doubled = doubled.union(doubled);
    }
    assertEquals(51, doubled.toDebugString().lines().count());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    List<Executable> withoutFunction =
        List.of(
            () -> numbers.mapPartitions(null, true),
            () -> numbers.mapPartitionsToPair(null, true),
            () -> numbers.mapPartitionsWithIndex(null, true),
            () -> numbers.keyBy(null),
            () -> numbers.groupBy(null),
            () -> numbers.groupBy(null, 2),
            () -> numbers.zipPartitions(letters, null));
    for (Executable call : withoutFunction) {
      assertTrue(
          assertThrows(NullPointerException.class, call)
              .getMessage()
              .endsWith("needs a function; it is null."));
    }
    List<Executable> refused =
        List.of(
            () -> numbers.groupBy(n -> n, 0),
            () -> numbers.groupBy(n -> n, -1),
            () -> numbers.zip(null),
            () -> numbers.zipPartitions(null, (a, b) -> a),
            () -> numbers.cartesian(null),
            () -> JavaRDD.toRDD(null));
    for (Executable call : refused) {
      assertThrows(IllegalArgumentException.class, call);
    }
  }

  @Test
  void operatorsRunNothingWhenTheyAreDescribed() {
    JavaRDD<Integer> failing =
        numbers.map(
            n -> {
              throw new IllegalStateException("ran");
            });
    failing.glom();
    failing.keyBy(n -> n);
    failing.groupBy(n -> n);
    failing.zip(numbers);
    failing.zipPartitions(numbers, (a, b) -> a);
    failing.zipWithUniqueId();
    failing.cartesian(failing);
    failing.sample(true, 2, 1);
    failing.randomSplit(new double[] {1, 1}, 1);
    failing.toDebugString();
    failing.toLocalIterator();
    assertEquals(IntStream.rangeClosed(1, 5).boxed().toList(), numbers.collect());
  }
}
