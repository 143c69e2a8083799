package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Partition;
import dev.tidemill.SparkException;
import dev.tidemill.TaskContext;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaDoubleRDD;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AggregationsTest extends DatasetTest {
  private final JavaRDD<Integer> numbers = context.parallelize(List.of(3, 1, 2, 5, 4), 3);

  private List<Integer> listed(List<Integer> zero) {
    return numbers.aggregate(
        zero,
        (list, n) -> {
          list.add(n);
          return list;
        },
        (list, more) -> {
          list.addAll(more);
          return list;
        });
  }

  @Test
  void foldBeginsEachPartitionAndTheEndWithTheZeroValue() {
    assertEquals(15, numbers.fold(0, Integer::sum));
    assertEquals(15 + 4 * 100, numbers.fold(100, Integer::sum));
    assertEquals(7, context.<Integer>emptyRDD().fold(7, Integer::sum));
  }

  @Test
  void aggregateCombinesInTheOrderOfRecordsAndPartitions() {
    assertEquals(
        "-(-3)(-12)(-54)",
        numbers.aggregate("-", (text, n) -> text + n, (a, b) -> a + "(" + b + ")"));
  }

  @Test
  void aMutableZeroValueIsSharedByNobody() {
    List<Integer> zero = new ArrayList<>();
    assertEquals(List.of(3, 1, 2, 5, 4), listed(zero));
    assertEquals(List.of(3, 1, 2, 5, 4), listed(zero));
    assertEquals(List.of(), zero);
    JavaRDD<List<Integer>> lists = numbers.map(n -> new ArrayList<>(List.of(n)));
    assertEquals(
        List.of(3, 1, 2, 5, 4),
        lists.fold(
            zero,
            (a, b) -> {
              a.addAll(b);
              return a;
            }));
    assertEquals(List.of(), zero);
  }

  @Test
  void aZeroValueThatCannotBeCopiedIsRefused() {
    Object zero = new Thread();
    String text =
        assertThrows(
                IllegalArgumentException.class,
                () -> numbers.aggregate(zero, (a, n) -> a, (a, b) -> a))
            .getMessage();
    assertTrue(text.startsWith("aggregate: zeroValue of java.lang.Thread cannot be copied"), text);
    assertNull(numbers.aggregate(null, (a, n) -> a, (a, b) -> a));
    assertEquals(
        TimeUnit.DAYS, numbers.aggregate(TimeUnit.DAYS, (a, n) -> a, (a, b) -> a), "an enum");
  }

  @Test
  void theTreeFormsGiveWhatThePlainOnesDo() {
    assertEquals(15, numbers.treeReduce(Integer::sum));
    assertEquals(15, numbers.treeReduce(Integer::sum, 3));
    assertEquals("-(-3)(-12)(-54)", tree("-"));
    assertEquals(15L, numbers.treeAggregate(0L, (sum, n) -> sum + n, Long::sum, 4));
    assertEquals(15L, numbers.treeAggregate(0L, (sum, n) -> sum + n, Long::sum, 4, true));
    assertThrows(
        UnsupportedOperationException.class,
        () -> context.<Integer>emptyRDD().treeReduce(Integer::sum));
  }

  private String tree(String zero) {
    return numbers.treeAggregate(zero, (text, n) -> text + n, (a, b) -> a + "(" + b + ")");
  }

  @Test
  void whatACombiningFunctionThrowsReachesTheCaller() {
    Shared<IOException> failure = new Shared<>(new IOException("full"));
    assertEquals(
        failure.it(),
        assertThrows(
            IOException.class,
            () ->
                numbers.aggregate(
                    0,
                    (a, n) -> a,
                    (a, b) -> {
                      throw failure.it();
                    })));
    assertEquals(
        failure.it(),
        assertThrows(
                SparkException.class,
                () ->
                    numbers.aggregate(
                        0,
                        (a, n) -> {
                          throw failure.it();
                        },
                        (a, b) -> a))
            .getCause());
  }

  @Test
  void countByValueCountsNullToo() {
    JavaRDD<String> words = context.parallelize(Arrays.asList("a", null, "b", "a", null, "a"), 3);
    Map<String, Long> expected = new HashMap<>(Map.of("a", 3L, "b", 1L));
    expected.put(null, 2L);
    assertEquals(expected, words.countByValue());
    assertEquals(Map.of(), context.emptyRDD().countByValue());
  }

  @Test
  void takeOrderedAndTopAreSorted() {
    assertEquals(List.of(1, 2, 3), numbers.takeOrdered(3));
    assertEquals(List.of(5, 4), numbers.top(2));
    assertEquals(List.of(5, 4, 3, 2, 1), numbers.takeOrdered(9, Comparator.reverseOrder()));
    assertEquals(List.of(1, 2), numbers.top(2, Comparator.reverseOrder()));
    assertEquals(List.of(), numbers.top(0));
    assertEquals(List.of(), numbers.takeOrdered(0));
    assertEquals(List.of(5, 4, 3, 2, 1), numbers.top(Integer.MAX_VALUE));
    assertEquals(List.of(), context.<Integer>emptyRDD().top(3));
  }

  @Test
  void ofEqualRecordsThoseOfEarlierPlacesAreTaken() {
    JavaRDD<String> words = context.parallelize(List.of("bb", "a", "cc", "b", "dd", "c"), 3);
    Comparator<String> byLength =
        (Comparator<String> & Serializable) (a, b) -> Integer.compare(a.length(), b.length());
    assertEquals(List.of("a", "b"), words.takeOrdered(2, byLength));
    assertEquals(List.of("bb", "cc"), words.top(2, byLength));
    assertEquals("bb", words.max(byLength));
    assertEquals("a", words.min(byLength));
  }

  @Test
  void anOrderThatKnowsNullIsAsked() {
    JavaRDD<Integer> nulls = context.parallelize(Arrays.asList(2, null, 1), 2);
    assertEquals(
        Arrays.asList(null, 1),
        nulls.takeOrdered(2, Comparator.nullsFirst(Comparator.naturalOrder())));
    assertInstanceOf(
        NullPointerException.class,
        assertThrows(SparkException.class, () -> nulls.takeOrdered(2)).getCause());
  }

  @Test
  void recordsWithoutAnOrderFailTheJob() {
    record Unordered(int number) {}
    JavaRDD<Unordered> objects =
        context.parallelize(List.of(new Unordered(1), new Unordered(2)), 1);
    assertInstanceOf(
        ClassCastException.class,
        assertThrows(SparkException.class, () -> objects.top(1)).getCause());
  }

  @Test
  void theFirstFewOfAMillionTakeAsMuchMemoryAsAFew() {
    int[] kept = new int[1];
    Smallest<Integer> smallest = new Smallest<>(10, Comparator.reverseOrder());
    List<Integer> held = smallest.result();
    for (int n = 0; n < 1_000_000; n++) {
      smallest.offer(n);
      kept[0] = Math.max(kept[0], held.size());
    }
    assertTrue(kept[0] <= 20, () -> "kept " + kept[0]);
    assertEquals(IntStream.range(0, 10).map(n -> 999_999 - n).boxed().toList(), smallest.result());
    JavaRDD<Integer> million =
        context.parallelize(List.of(0, 1), 2).flatMap(n -> shuffled(n * 500_000).iterator());
    assertEquals(List.of(999_999, 999_998, 999_997), million.top(3));
    assertEquals(List.of(0, 1, 2), million.takeOrdered(3));
  }

  private static List<Integer> shuffled(int from) {
    List<Integer> list = new ArrayList<>(IntStream.range(from, from + 500_000).boxed().toList());
    Collections.shuffle(list, new Random(from));
    return list;
  }

  @Test
  void maxAndMinOfNothingAreRefused() {
    JavaRDD<Integer> empty = context.emptyRDD();
    assertThrows(UnsupportedOperationException.class, () -> empty.max(Comparator.naturalOrder()));
    assertThrows(UnsupportedOperationException.class, () -> empty.min(Comparator.naturalOrder()));
    assertEquals(5, numbers.max(Comparator.naturalOrder()));
    assertEquals(1, numbers.min(Comparator.naturalOrder()));
  }

  @Test
  void anIteratorComputesItsPartitionAlone() {
    Shared<Set<Integer>> computed = new Shared<>(ConcurrentHashMap.newKeySet());
    JavaRDD<Integer> seen =
        numbers.map(
            n -> {
              computed.it().add(TaskContext.get().partitionId());
              return n;
            });
    List<Integer> records = new ArrayList<>();
    Partition last = seen.partitions().get(2);
    seen.iterator(last, null).forEachRemaining(records::add);
    assertEquals(partitions(numbers).get(2), records);
    assertEquals(Set.of(2), computed.it());
    JavaPairRDD<Integer, Integer> sums =
        numbers.mapToPair(n -> pair(n % 2, n)).reduceByKey(Integer::sum, 2);
    List<Tuple2<Integer, Integer>> odd = new ArrayList<>();
    sums.iterator(sums.partitions().get(1), null).forEachRemaining(odd::add);
    assertEquals(partitions(sums).get(1), odd);
    JavaDoubleRDD halves = numbers.mapToDouble(n -> n / 2.0);
    assertEquals(
        partitions(halves).get(0).get(0),
        halves.iterator(halves.partitions().get(0), TaskContext.get()).next());
  }

  @Test
  void anIteratorIsRefusedForWhatIsNoPartition() {
    JavaRDD<Integer> one = numbers.coalesce(1);
    Partition last = numbers.partitions().get(2);
    assertEquals(
        "iterator: there is no partition 2; there are 1.",
        assertThrows(IllegalArgumentException.class, () -> one.iterator(last, null)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> numbers.iterator(null, null));
    assertThrows(IllegalArgumentException.class, () -> numbers.iterator(() -> -1, null));
  }

  @Test
  void collectPartitionsGivesThoseAskedFor() {
    assertArrayEquals(
        new Object[] {List.of(5, 4), List.of(3), List.of(5, 4)},
        numbers.collectPartitions(new int[] {2, 0, 2}));
    assertArrayEquals(new Object[0], numbers.collectPartitions(new int[0]));
    assertEquals(
        "collectPartitions: there is no partition 3; there are 3.",
        assertThrows(
                IllegalArgumentException.class, () -> numbers.collectPartitions(new int[] {0, 3}))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> numbers.collectPartitions(new int[] {-1}));
    assertThrows(IllegalArgumentException.class, () -> numbers.collectPartitions(null));
  }

  @Test
  void theLocalIteratorComputesAPartitionWhenItIsReached() {
    Counter computed = new Counter();
    Iterator<Integer> records =
        numbers
            .map(
                n -> {
                  computed.incrementAndGet();
                  return n;
                })
            .toLocalIterator();
    assertEquals(0, computed.get());
    assertEquals(3, records.next());
    assertEquals(1, computed.get());
    assertEquals(List.of(1, 2), List.of(records.next(), records.next()));
    assertEquals(3, computed.get());
    assertEquals(List.of(5, 4), List.of(records.next(), records.next()));
    assertThrows(NoSuchElementException.class, records::next);
    assertEquals(5, computed.get());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    List<Executable> withoutFunction =
        List.of(
            () -> numbers.fold(0, null),
            () -> numbers.aggregate(0, null, Integer::sum),
            () -> numbers.aggregate(0, Integer::sum, null),
            () -> numbers.treeAggregate(0, null, Integer::sum),
            () -> numbers.treeAggregate(0, Integer::sum, null, 2),
            () -> numbers.treeReduce(null));
    for (Executable call : withoutFunction) {
      assertTrue(
          assertThrows(NullPointerException.class, call)
              .getMessage()
              .endsWith("needs a function; it is null."));
    }
    List<Executable> refused =
        List.of(
            () -> numbers.top(-1),
            () -> numbers.top(1, null),
            () -> numbers.takeOrdered(-1),
            () -> numbers.takeOrdered(1, null),
            () -> numbers.max(null),
            () -> numbers.min(null),
            () -> numbers.treeReduce(Integer::sum, 0),
            () -> numbers.treeAggregate(0, Integer::sum, Integer::sum, 0));
    for (Executable call : refused) {
      assertThrows(IllegalArgumentException.class, call);
    }
  }

  /** Every action against the plain collection, on random data in random partitions. */
  @Test
  void actionsAgreeWithAPlainModel() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 100; round++) {
      List<Integer> data = random.ints(random.nextInt(40), 0, 15).boxed().toList();
      JavaRDD<Integer> dataset = context.parallelize(data, 1 + random.nextInt(6));
      int count = random.nextInt(20);
      String at = "seed " + seed + ", round " + round;
      List<Integer> sorted = data.stream().sorted().toList();
      List<Integer> reversed = data.stream().sorted(Comparator.reverseOrder()).toList();
      assertEquals(sorted.stream().limit(count).toList(), dataset.takeOrdered(count), at);
      assertEquals(reversed.stream().limit(count).toList(), dataset.top(count), at);
      assertEquals(data.stream().mapToInt(n -> n).sum(), dataset.fold(0, Integer::sum), at);
      Map<Integer, Long> counts = new HashMap<>();
      data.forEach(n -> counts.merge(n, 1L, Long::sum));
      assertEquals(counts, dataset.countByValue(), at);
      assertEquals(
          IntStream.range(0, data.size()).mapToObj(i -> pair(data.get(i), (long) i)).toList(),
          dataset.zipWithIndex().collect(),
          at);
      assertEquals(data.size(), dataset.zipWithUniqueId().values().countByValue().size(), at);
      assertEquals(
          data.stream().map(n -> pair(n, n * 2)).toList(),
          dataset.zip(dataset.map(n -> n * 2)).collect(),
          at);
      Iterator<Integer> local = dataset.toLocalIterator();
      List<Integer> read = new ArrayList<>();
      local.forEachRemaining(read::add);
      assertEquals(data, read, at);
      assertEquals(data, dataset.glom().flatMap(List::iterator).collect(), at);
    }
  }
}
