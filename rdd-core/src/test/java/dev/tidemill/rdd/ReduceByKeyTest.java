package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReduceByKeyTest extends DatasetTest {
  private record Colliding(int id) {
    @Override
    public int hashCode() {
      return id % 2; // two hashes for all keys
    }
  }

  /** Puts every key where it was told to. */
  private static final class Fixed extends Partitioner {
    private static final long serialVersionUID = 1L;
    private final int partitions;
    private final int target;

    Fixed(int partitions, int target) {
      this.partitions = partitions;
      this.target = target;
    }

    @Override
    public int numPartitions() {
      return partitions;
    }

    @Override
    public int getPartition(Object key) {
      return target;
    }

    @Override
    public String toString() {
      return "Fixed";
    }
  }

  private JavaPairRDD<Integer, Integer> pairs(int count, int keys, int partitions) {
    List<Integer> numbers = IntStream.range(0, count).boxed().toList();
    return context.parallelize(numbers, partitions).mapToPair(n -> pair(n % keys, n));
  }

  private static String failureOf(JavaPairRDD<?, ?> dataset) {
    return assertThrows(SparkException.class, dataset::count).getMessage();
  }

  @Test
  void everyKeyHasOneValue() {
    Map<Integer, Integer> sums = pairs(1_000, 7, 4).reduceByKey(Integer::sum).collectAsMap();
    Map<Integer, Integer> expected = new HashMap<>();
    for (int n = 0; n < 1_000; n++) {
      expected.merge(n % 7, n, Integer::sum);
    }
    assertEquals(expected, sums);
  }

  @Test
  void theNumberOfPartitionsIsTheOneAskedFor() {
    JavaPairRDD<Integer, Integer> pairs = pairs(10, 3, 4);
    assertEquals(4, pairs.reduceByKey(Integer::sum).getNumPartitions());
    assertEquals(5, pairs.reduceByKey(Integer::sum, 5).getNumPartitions());
    assertEquals(3, pairs.reduceByKey(new HashPartitioner(3), Integer::sum).getNumPartitions());
  }

  @Test
  void everyKeyLivesWhereItsPartitionerSays() {
    List<List<Tuple2<Integer, Integer>>> parts =
        partitions(pairs(100, 10, 4).reduceByKey(Integer::sum, 3));
    for (int i = 0; i < parts.size(); i++) {
      for (Tuple2<Integer, Integer> pair : parts.get(i)) {
        assertEquals(i, pair._1 % 3);
      }
    }
  }

  @Test
  void nullIsAKeyLikeAnyOther() {
    JavaPairRDD<String, Integer> pairs =
        context.parallelizePairs(
            List.of(pair(null, 1), pair("a", 2), pair(null, 3), pair("", 4)), 3);
    Map<String, Integer> expected = new HashMap<>(Map.of("a", 2, "", 4));
    expected.put(null, 4);
    assertEquals(expected, pairs.reduceByKey(Integer::sum).collectAsMap());
  }

  @Test
  void nullValuesAreCombinedLikeAnyOther() {
    JavaPairRDD<String, Integer> pairs =
        context.parallelizePairs(List.of(pair("a", null), pair("a", null), pair("b", null)), 2);
    Map<String, Integer> expected = new HashMap<>();
    expected.put("a", -1);
    expected.put("b", null);
    assertEquals(
        expected, pairs.reduceByKey((a, b) -> a == null && b == null ? -1 : 0).collectAsMap());
  }

  @Test
  void keysOfEqualHashStayApart() {
    List<Integer> numbers = IntStream.range(0, 2_000).boxed().toList();
    Map<Colliding, Integer> counts =
        context
            .parallelize(numbers, 3)
            .mapToPair(n -> pair(new Colliding(n % 500), 1))
            .reduceByKey(Integer::sum)
            .collectAsMap();
    assertEquals(500, counts.size());
    assertTrue(counts.values().stream().allMatch(count -> count == 4), counts::toString);
  }

  @Test
  void notANumberIsOneKey() {
    JavaRDD<Double> numbers = context.parallelize(List.of(Double.NaN, 0.0 / 0.0, -0.0, 0.0), 2);
    Map<Double, Integer> counts =
        numbers.mapToPair(n -> pair(n, 1)).reduceByKey(Integer::sum).collectAsMap();
    assertEquals(Map.of(Double.NaN, 2, 0.0, 1, -0.0, 1), counts);
  }

  @Test
  void aKeyThatIsChangedAfterwardsDoesNotBreakTheTable() {
    List<List<Integer>> keys = new ArrayList<>();
    JavaPairRDD<List<Integer>, Integer> pairs =
        context
            .parallelize(IntStream.range(0, 100).boxed().toList(), 1)
            .mapToPair(
                n -> {
                  keys.forEach(key -> key.set(0, -1));
                  List<Integer> key = new ArrayList<>(List.of(n));
                  keys.add(key);
                  return pair(key, 1);
                });
    assertEquals(100, pairs.reduceByKey(Integer::sum, 1).values().reduce(Integer::sum));
  }

  @Test
  void anArrayAsKeyIsRefusedWithWhatToUseInstead() {
    String message =
        failureOf(
            context
                .parallelize(List.of(1, 2), 1)
                .mapToPair(n -> pair(new byte[] {1}, n))
                .reduceByKey(Integer::sum));
    assertEquals(
        "Cannot use map-side combining with array keys: byte[]; use a string or a list of the"
            + " elements as the key.",
        message);
  }

  @Test
  void anEqualPartitionerNeedsNoSecondExchange() {
    JavaPairRDD<Integer, Integer> once = pairs(100, 10, 4).reduceByKey(Integer::sum, 3);
    assertEquals(1, exchanges(once));
    assertEquals(1, exchanges(once.reduceByKey(Integer::sum)));
    assertEquals(1, exchanges(once.mapValues(n -> n).filter(p -> true).reduceByKey(Integer::sum)));
    assertEquals(1, exchanges(once.reduceByKey(new HashPartitioner(3), Integer::sum)));
    assertEquals(2, exchanges(once.reduceByKey(Integer::sum, 4)));
    assertEquals(2, exchanges(once.mapToPair(p -> p).reduceByKey(Integer::sum)));
    assertEquals(
        once.collectAsMap(),
        once.reduceByKey(Integer::sum).reduceByKey(Integer::sum).collectAsMap());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 50})
  void operandsComeInTheOrderOfTheRecords(int partitions) {
    Map<Integer, String> expected = new TreeMap<>();
    for (int n = 0; n < 200; n++) {
      expected.merge(n % 5, n + " ", String::concat);
    }
    JavaPairRDD<Integer, String> texts = pairs(200, 5, partitions).mapValues(n -> n + " ");
    for (int targets = 1; targets < 4; targets++) {
      assertEquals(
          expected, new TreeMap<>(texts.reduceByKey(String::concat, targets).collectAsMap()));
    }
  }

  @Test
  void aRerunGivesTheSameRecordsInTheSameOrder() {
    JavaPairRDD<Integer, Integer> sums = pairs(1_000, 100, 7).reduceByKey(Integer::sum, 3);
    List<Tuple2<Integer, Integer>> first = sums.collect();
    for (int round = 0; round < 20; round++) {
      assertEquals(first, sums.collect());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void aPartitionThatDoesNotExistIsNamed(int target) {
    assertEquals(
        "Fixed put the key 0 into partition " + target + "; it has partitions 0 to 1.",
        failureOf(pairs(1, 1, 1).reduceByKey(new Fixed(2, target), Integer::sum)));
  }

  @Test
  void aPartitionerWithoutPartitionsIsNamedOnceThereIsARecord() {
    assertEquals(
        "HashPartitioner(0) has no partition for the key 0; use 1 or more partitions.",
        failureOf(pairs(1, 1, 1).reduceByKey(new HashPartitioner(0), Integer::sum)));
    assertEquals(0, pairs(0, 1, 1).reduceByKey(new HashPartitioner(0), Integer::sum).count());
  }

  @Test
  void aNegativeNumberOfPartitionsIsNamed() {
    assertEquals(
        "Fixed has -3 partitions; use 0 or more.",
        assertThrows(
                IllegalArgumentException.class,
                () -> pairs(1, 1, 1).reduceByKey(new Fixed(-3, 0), Integer::sum).collect())
            .getMessage());
  }

  @Test
  void aUnionWithItselfIsRightThoughTheFunctionChangesItsArguments() {
    JavaPairRDD<Integer, ArrayList<Integer>> lists =
        pairs(60, 6, 4)
            .mapValues(n -> new ArrayList<>(List.of(n)))
            .reduceByKey(ReduceByKeyTest::append, 3);
    Map<Integer, ArrayList<Integer>> twice =
        lists.union(lists).reduceByKey(ReduceByKeyTest::append).collectAsMap();
    assertEquals(6, twice.size());
    twice.forEach(
        (key, values) -> {
          List<Integer> once = IntStream.range(0, 10).mapToObj(i -> i * 6 + key).toList();
          List<Integer> expected = new ArrayList<>(once);
          expected.addAll(once);
          assertEquals(expected, values);
        });
  }

  private static ArrayList<Integer> append(ArrayList<Integer> a, ArrayList<Integer> b) {
    a.addAll(b);
    return a;
  }

  @Test
  void recordsThatNeverChangeAreMovedOnceForAllReaders() {
    Counter mapped = new Counter();
    JavaPairRDD<Integer, Integer> sums =
        pairs(100, 50, 5).mapValues(n -> counted(mapped, n)).reduceByKey(Integer::sum, 10);
    assertEquals(150, sums.union(sums).union(sums).count());
    assertEquals(100, mapped.get());
    assertEquals(2500, sums.cartesian(sums).count());
    assertEquals(200, mapped.get());
  }

  @Test
  void recordsThatMayChangeAreMadeAnewForFurtherReadersAndOnceForAllOfThem() {
    Counter mapped = new Counter();
    JavaPairRDD<Integer, ArrayList<Integer>> lists =
        pairs(100, 50, 5)
            .mapValues(n -> new ArrayList<>(List.of(counted(mapped, n))))
            .reduceByKey(ReduceByKeyTest::append, 10);
    assertEquals(150, lists.union(lists).union(lists).count());
    requireLocalEngine("What lies there as bytes need not be made anew for a further reader.");
    assertEquals(300, mapped.get());
  }

  private static int counted(Counter counter, int n) {
    counter.incrementAndGet();
    return n;
  }

  @Test
  void repeatedUnionsWithThemselvesStayRight() {
    JavaPairRDD<Integer, Integer> sums = pairs(10, 5, 2).reduceByKey(Integer::sum, 2);
    long expected = 45;
    for (int depth = 0; depth < 6; depth++) {
      sums = sums.union(sums.mapValues(n -> n)).reduceByKey(Integer::sum, 2 + depth % 2);
      expected *= 2;
    }
    assertEquals(expected, (int) sums.values().reduce(Integer::sum));
  }

  @Test
  void aFunctionThatFailsFailsTheJobWithItsOwnException() {
    Shared<RuntimeException> own = new Shared<>(new RuntimeException("own"));
    SparkException failure =
        assertThrows(
            SparkException.class,
            () ->
                pairs(10, 2, 2)
                    .reduceByKey(
                        (a, b) -> {
                          throw own.it();
                        })
                    .count());
    assertEquals(own.it(), failure.getCause());
  }
}
