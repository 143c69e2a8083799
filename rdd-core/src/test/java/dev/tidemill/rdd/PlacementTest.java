package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.RangePartitioner;
import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.closure.Closures;
import dev.tidemill.core.closure.SharedVariables;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.plan.KeyOrder;
import dev.tidemill.core.plan.Plan;
import dev.tidemill.core.plan.Source;
import dev.tidemill.core.plan.SourceData;
import dev.tidemill.core.plan.TaskScope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Where keys live: partitioners kept and dropped, exchanges saved, partitions counted. */
class PlacementTest extends DatasetTest {
  private final Partitioner three = new HashPartitioner(3);
  private final JavaPairRDD<Integer, Integer> loose = numbers(20, 4);
  private final JavaPairRDD<Integer, Integer> placed = loose.partitionBy(three);

  private JavaPairRDD<Integer, Integer> numbers(int count, int partitions) {
    return context
        .parallelize(IntStream.range(0, count).boxed().toList(), partitions)
        .mapToPair(n -> pair(n, n));
  }

  /** A source that may have to look at files before it knows its partitions. */
  private static final class Looked implements SourceData<Integer> {
    private final Counter looks = new Counter();
    private final int partitions;

    Looked(int partitions) {
      this.partitions = partitions;
    }

    @Override
    public int partitionCount() {
      looks.incrementAndGet();
      return partitions;
    }

    @Override
    public Iterator<Integer> open(int partition, TaskScope scope) {
      return List.of(partition, partition + 1).iterator();
    }
  }

  private JavaPairRDD<Integer, Integer> over(Looked data) {
    return JavaRDD.fromRDD(new RDD<>(context.sc(), new Source<>(data))).mapToPair(n -> pair(n, n));
  }

  private static Optional<Partitioner> partitioner(JavaPairRDD<?, ?> dataset) {
    return dataset.rdd().plan().partitioner();
  }

  private void kept(JavaPairRDD<?, ?> dataset) {
    assertEquals(Optional.of(three), partitioner(dataset));
    assertEquals(1, exchanges(dataset));
    assertEquals(3, dataset.getNumPartitions());
  }

  @Test
  void whatLeavesTheKeysAloneKeepsThePartitioner() {
    kept(placed);
    kept(placed.filter(p -> true));
    kept(placed.mapValues(n -> n));
    kept(placed.flatMapValues(n -> List.of(n, n).iterator()));
    kept(placed.filterByRange(3, 5));
    kept(placed.sample(false, 0.5));
    kept(placed.sampleByKey(true, Map.of(), 1L));
    kept(placed.union(placed));
    kept(placed.distinct());
    kept(placed.reduceByKey(Integer::sum));
    kept(placed.groupByKey());
    kept(placed.aggregateByKey(0, Integer::sum, Integer::sum));
    kept(placed.foldByKey(0, Integer::sum));
    kept(placed.combineByKey(n -> n, Integer::sum, Integer::sum));
    kept(placed.partitionBy(new HashPartitioner(3)));
    kept(placed.subtractByKey(placed));
    kept(placed.subtract(placed));
    kept(placed.join(placed));
    kept(placed.cogroup(placed, placed, placed));
  }

  @Test
  void whatMayChangeKeysOrMovesRecordsDropsIt() {
    assertEquals(Optional.empty(), partitioner(loose));
    assertEquals(Optional.empty(), partitioner(placed.mapToPair(p -> p)));
    assertEquals(Optional.empty(), partitioner(placed.flatMapToPair(p -> List.of(p).iterator())));
    assertEquals(Optional.empty(), partitioner(placed.mapPartitionsToPair(all -> all)));
    assertEquals(Optional.empty(), partitioner(placed.repartition(3)));
    assertEquals(Optional.empty(), partitioner(placed.coalesce(2)));
    assertEquals(Optional.empty(), partitioner(placed.coalesce(2, true)));
    assertEquals(Optional.empty(), partitioner(placed.union(loose)));
    assertEquals(Optional.empty(), partitioner(loose.intersection(loose)));
    assertEquals(Optional.empty(), partitioner(loose.distinct()));
    assertInstanceOf(RangePartitioner.class, partitioner(placed.sortByKey(true, 2)).orElseThrow());
    assertEquals(Optional.of(three), partitioner(loose.repartitionAndSortWithinPartitions(three)));
  }

  @Test
  void datasetsPlacedAlikeAreJoinedWithoutMovingAnything() {
    JavaPairRDD<Integer, Integer> other = numbers(10, 2).partitionBy(new HashPartitioner(3));
    assertEquals(2, exchanges(placed.join(other)));
    assertEquals(2, exchanges(placed.mapValues(n -> n).leftOuterJoin(other.filter(p -> true))));
    assertEquals(2, exchanges(loose.join(other)));
    assertEquals(2, exchanges(loose.rightOuterJoin(numbers(3, 1))));
    assertEquals(4, exchanges(placed.fullOuterJoin(other, 5)));
    assertEquals(
        10, placed.join(other).filter(p -> p._1.equals(p._2._1) && p._1.equals(p._2._2)).count());
    assertEquals(3, exchanges(placed.join(other).cogroup(loose)));
  }

  @Test
  void aDatasetSortedIntoRangesIsJoinedByThem() {
    JavaPairRDD<Integer, Integer> sorted = loose.sortByKey(true, 4);
    assertEquals(2, exchanges(sorted.join(loose)));
    assertEquals(1, exchanges(sorted.join(sorted.mapValues(n -> -n))));
    assertEquals(20, sorted.join(loose).count());
    assertEquals(4, sorted.join(loose).getNumPartitions());
    assertEquals(1, exchanges(sorted.reduceByKey(Integer::sum)));
    assertEquals(List.of(7), sorted.lookup(7));
    assertEquals(List.of(), sorted.lookup(99));
  }

  @Test
  void theLargestDatasetWithAPartitionerDecides() {
    JavaPairRDD<Integer, Integer> five = numbers(5, 1).partitionBy(new HashPartitioner(5));
    assertEquals(5, placed.join(five).getNumPartitions());
    assertEquals(5, five.join(placed).getNumPartitions());
    assertEquals(3, numbers(9, 9).join(placed).getNumPartitions());
    assertEquals(9, numbers(9, 9).join(loose).getNumPartitions());
    assertEquals(9, loose.cogroup(numbers(2, 2), numbers(9, 9)).getNumPartitions());
    JavaPairRDD<Integer, Integer> nowhere =
        context
            .<Integer, Integer>parallelizePairs(List.of(), 1)
            .partitionBy(new HashPartitioner(0));
    assertEquals(4, nowhere.join(loose).getNumPartitions());
  }

  @Test
  void theSettingDecidesWhereNoDatasetHasAPartitioner() {
    try (JavaSparkContext set =
        new JavaSparkContext(
            conf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.default.parallelism", "6"))) {
      JavaPairRDD<Integer, Integer> pairs = set.parallelizePairs(List.of(pair(1, 1)), 9);
      assertEquals(6, pairs.reduceByKey(Integer::sum).getNumPartitions());
      assertEquals(6, pairs.join(pairs).getNumPartitions());
      assertEquals(6, pairs.intersection(pairs).getNumPartitions());
      assertEquals(9, pairs.distinct().getNumPartitions());
      assertEquals(9, pairs.subtractByKey(pairs).getNumPartitions());
      assertEquals(3, pairs.partitionBy(three).join(pairs).getNumPartitions());
    }
  }

  @Test
  void describingLooksAtNoFile() {
    Looked data = new Looked(5);
    JavaPairRDD<Integer, Integer> lines = over(data);
    JavaPairRDD<Integer, Integer> sums = lines.reduceByKey(Integer::sum);
    List<JavaPairRDD<?, ?>> described =
        List.of(
            sums.join(lines),
            sums.join(loose),
            sums.join(placed),
            placed.join(sums),
            sums.cogroup(lines, loose),
            lines.sortByKey(),
            lines.sortByKey(true, 4).join(sums),
            lines.distinct(),
            lines.subtractByKey(loose),
            lines.subtract(loose),
            lines.intersection(sums),
            lines.union(sums).groupByKey(),
            sums.union(sums),
            lines.coalesce(2),
            lines.repartition(2),
            sums.repartitionAndSortWithinPartitions(three));
    assertEquals(0, data.looks.get());
    described.forEach(JavaPairRDD::count);
    assertEquals(5, sums.getNumPartitions());
    assertEquals(5, sums.join(placed).getNumPartitions());
  }

  @Test
  void datasetsCountedAlikeAreJoinedWithoutMovingAnything() {
    Looked data = new Looked(5);
    JavaPairRDD<Integer, Integer> lines = over(data);
    JavaPairRDD<Integer, Integer> sums = lines.reduceByKey(Integer::sum);
    JavaPairRDD<Integer, Iterable<Integer>> groups = lines.filter(p -> p._1 > 2).groupByKey();
    assertEquals(2, exchanges(sums.join(groups)));
    assertEquals(0, data.looks.get());
    assertEquals(3, sums.join(groups).count());
    // Once counted, it is a hash partitioner like any other.
    assertEquals(Optional.of(new HashPartitioner(5)), partitioner(sums));
    assertEquals(new HashPartitioner(5).hashCode(), partitioner(sums).hashCode());
    assertEquals("HashPartitioner(5)", partitioner(sums).orElseThrow().toString());
    assertEquals(2, exchanges(sums.join(numbers(9, 5).partitionBy(new HashPartitioner(5)))));
  }

  @Test
  void nothingFoundIsStillOnePartition() {
    JavaPairRDD<Integer, Integer> none = over(new Looked(0));
    assertEquals(1, none.reduceByKey(Integer::sum).getNumPartitions());
    assertEquals(20, none.reduceByKey(Integer::sum).rightOuterJoin(loose).count());
    assertEquals(0, none.subtractByKey(loose).count());
  }

  @Test
  void partitionByPutsEveryKeyWhereThePartitionerSays() {
    List<List<Tuple2<Integer, Integer>>> parts = partitions(placed);
    for (int i = 0; i < 3; i++) {
      for (Tuple2<Integer, Integer> pair : parts.get(i)) {
        assertEquals(i, pair._1 % 3);
      }
    }
    assertSame(placed.rdd().plan(), placed.partitionBy(three).rdd().plan());
    assertThrows(IllegalArgumentException.class, () -> loose.partitionBy(null));
  }

  @Test
  void coalescePutsNeighboursTogether() {
    assertEquals(
        List.of(4, 6), partitions(numbers(10, 5).coalesce(2)).stream().map(List::size).toList());
    assertEquals(numbers(10, 5).collect(), numbers(10, 5).coalesce(2).collect());
    assertEquals(5, numbers(10, 5).coalesce(9).getNumPartitions());
    assertEquals(0, exchanges(numbers(10, 5).coalesce(2)));
    assertEquals(9, numbers(10, 5).coalesce(9, true).getNumPartitions());
    assertEquals(
        0,
        JavaPairRDD.fromJavaRDD(context.<Tuple2<Integer, Integer>>emptyRDD()).coalesce(3).count());
  }

  @Test
  void repartitionDealsRecordsOutEvenlyWhateverTheKeys() {
    JavaPairRDD<Integer, Integer> skewed =
        numbers(100, 4).filter(p -> p._1 < 60).mapToPair(p -> pair(0, p._2));
    List<List<Tuple2<Integer, Integer>>> parts = partitions(skewed.repartition(6));
    assertEquals(6, parts.size());
    List<Integer> all = new ArrayList<>();
    for (List<Tuple2<Integer, Integer>> part : parts) {
      assertTrue(part.size() >= 8 && part.size() <= 12, parts::toString);
      part.forEach(p -> all.add(p._2));
    }
    assertEquals(IntStream.range(0, 60).boxed().toList(), all.stream().sorted().toList());
    assertEquals(parts, partitions(skewed.repartition(6)));
  }

  @Test
  void manySmallPartitionsAreDealtOutEvenlyToo() {
    partitions(numbers(100, 100).repartition(10)).forEach(part -> assertEquals(10, part.size()));
  }

  @Test
  void lookupRunsOnePartitionIfItKnowsWhich() {
    Counter read = new Counter();
    JavaPairRDD<Integer, Integer> counted =
        placed.mapValues(
            n -> {
              read.incrementAndGet();
              return n;
            });
    assertEquals(List.of(7), counted.lookup(7));
    assertEquals(7, read.get()); // 1, 4, ... 19 of 20 numbers
    assertEquals(List.of(), counted.lookup(99));
    assertEquals(List.of(7), loose.lookup(7));
    assertEquals(List.of(), loose.lookup(null));
    assertEquals(List.of(), placed.lookup(null));
    assertEquals(
        List.of(),
        context
            .<Integer, Integer>parallelizePairs(List.of(), 1)
            .partitionBy(new HashPartitioner(0))
            .lookup(1));
  }

  @Test
  void flatMapValuesGivesEveryValueItsKey() {
    assertEquals(
        List.of(pair(1, 10), pair(1, 11), pair(2, 20), pair(2, 21)),
        numbers(3, 2)
            .filter(p -> p._1 > 0)
            .flatMapValues(n -> List.of(n * 10, n * 10 + 1).iterator())
            .collect());
    assertEquals(
        "The function of flatMapValues returned null; return an empty iterator for no values.",
        assertThrows(
                SparkException.class,
                () -> loose.flatMapValues(n -> (Iterator<Integer>) null).count())
            .getCause()
            .getMessage());
  }

  @Test
  void aRangeOfKeysIncludesBothEnds() {
    assertEquals(List.of(3, 4, 5), loose.filterByRange(3, 5).keys().collect());
    assertEquals(
        List.of(3, 4, 5), loose.filterByRange(Comparator.reverseOrder(), 5, 3).values().collect());
    assertEquals(List.of(), loose.filterByRange(5, 3).keys().collect());
  }

  @Test
  void aPairDatasetIsMadeOfAPlainOneAndBack() {
    JavaPairRDD<Integer, Integer> same = JavaPairRDD.fromRDD(JavaPairRDD.toRDD(loose));
    assertSame(loose.rdd(), same.rdd());
    assertEquals(pair(0, 0), loose.first());
    assertEquals(loose.collect(), JavaPairRDD.fromJavaRDD(loose.map(p -> p)).collect());
    assertEquals(loose.collect(), loose.mapToPair(p -> p).collect());
    assertEquals(loose.collect(), loose.wrapRDD(loose.rdd()).collect());
    assertEquals(loose.collect(), loose.mapToPair(Tuple2::swap).mapToPair(Tuple2::swap).collect());
  }

  @Test
  void aRangePartitionerCutsAtItsBoundsAndTravels() throws Exception {
    RangePartitioner<Integer> ranges =
        new RangePartitioner<>(KeyOrder.natural(true), () -> List.of(10, 20));
    assertEquals("RangePartitioner(undecided)", ranges.toString());
    assertEquals(3, ranges.numPartitions());
    assertEquals("RangePartitioner(3)", ranges.toString());
    assertEquals(
        List.of(0, 0, 1, 1, 2),
        IntStream.of(-5, 10, 11, 20, 21).map(ranges::getPartition).boxed().toList());
    assertThrows(NullPointerException.class, () -> ranges.getPartition(null));
    assertNotEquals(
        ranges, new RangePartitioner<Integer>(KeyOrder.natural(true), () -> List.of(10, 20)));
    Partitioner copy = copied(ranges);
    assertEquals(3, copy.numPartitions());
    assertEquals(1, copy.getPartition(15));
    JavaPairRDD<Integer, Integer> sums = over(new Looked(5)).reduceByKey(Integer::sum);
    assertEquals(new HashPartitioner(5), copied(partitioner(sums).orElseThrow()));
  }

  private static Partitioner copied(Partitioner partitioner) throws Exception {
    Closures closures = new Closures(new SharedVariables(Codec.plain()));
    return closures.serialize("the partitioner", partitioner).copy();
  }

  @Test
  void aSampleIsAboutTheShareAskedForAndAlikeForTheSameSeed() {
    JavaPairRDD<Integer, Integer> many = numbers(20_000, 4);
    for (boolean replacing : new boolean[] {false, true}) {
      long count = many.sample(replacing, 0.3, 42).count();
      assertTrue(count > 5_500 && count < 6_500, () -> "" + count);
      assertEquals(
          many.sample(replacing, 0.3, 42).collect(), many.sample(replacing, 0.3, 42).collect());
      assertNotEquals(
          many.sample(replacing, 0.3, 42).collect(), many.sample(replacing, 0.3, 43).collect());
      assertEquals(0, many.sample(replacing, 0).count());
    }
    assertEquals(many.collect(), many.sample(false, 1).collect());
    long thrice = many.sample(true, 3, 42).count();
    assertTrue(thrice > 59_000 && thrice < 61_000, () -> "" + thrice);
    long often = numbers(20, 2).sample(true, 2_000, 42).count();
    assertTrue(often > 39_000 && often < 41_000, () -> "" + often);
  }

  @Test
  void eachKeyIsSampledByItsOwnShare() {
    JavaPairRDD<Integer, Integer> many = numbers(20_000, 4).mapToPair(p -> pair(p._2 % 3, p._2));
    Map<Integer, Double> fractions = Map.of(0, 0.0, 1, 1.0, 2, 0.5);
    Map<Integer, Long> counts = many.sampleByKey(false, fractions, 42).countByKey();
    assertEquals(6_667, counts.get(1));
    assertEquals(null, counts.get(0));
    assertTrue(counts.get(2) > 3_000 && counts.get(2) < 3_700, counts::toString);
    assertTrue(many.sampleByKey(true, fractions).count() > 9_000);
    assertEquals(
        "sampleByKey: the key 2 has no fraction; give one for every key, 0 for those that are not"
            + " wanted.",
        assertThrows(
                SparkException.class, () -> many.sampleByKey(false, Map.of(0, 0.5, 1, 0.5)).count())
            .getCause()
            .getMessage());
  }

  private static void refused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    String alone = "use 0 to 1, or choose with replacement.";
    refused("sample: fraction is 1.5; " + alone, () -> loose.sample(false, 1.5));
    refused("sample: fraction is NaN; " + alone, () -> loose.sample(false, Double.NaN));
    refused("sample: fraction is -1.0; use 0 to 1000000.", () -> loose.sample(true, -1));
    refused(
        "sampleByKey: fraction is 2.0; " + alone, () -> loose.sampleByKey(false, Map.of(1, 2.0)));
    refused("sampleByKey: fractions is null.", () -> loose.sampleByKey(false, null));
    refused("repartition: numPartitions is 0; use 1 to 100000.", () -> loose.repartition(0));
    refused("coalesce: numPartitions is 0; use 1 to 100000.", () -> loose.coalesce(0));
    refused("coalesce: numPartitions is -1; use 1 to 100000.", () -> loose.coalesce(-1, true));
    Comparator<Integer> none = null;
    refused("filterByRange: comp is null.", () -> loose.filterByRange(none, 1, 2));
    assertThrows(NullPointerException.class, () -> loose.flatMapValues(null));
    assertThrows(NullPointerException.class, () -> loose.mapValues(null));
  }

  @Test
  void aWrongPartitionIsNamedAlsoByLookup() {
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
    Plan<Tuple2<Integer, Integer>> plan = loose.partitionBy(wrong).rdd().plan();
    assertEquals(Optional.of(wrong), plan.partitioner());
    assertEquals(
        "Wrong put the key 1 into partition 2; it has partitions 0 to 1.",
        assertThrows(IllegalStateException.class, () -> loose.partitionBy(wrong).lookup(1))
            .getMessage());
    assertThrows(SparkException.class, () -> loose.join(loose, wrong).count());
  }
}
