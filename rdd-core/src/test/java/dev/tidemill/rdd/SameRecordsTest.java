package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partition;
import dev.tidemill.Partitioner;
import dev.tidemill.SparkConf;
import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Plain datasets: as sets, and as partitions. */
class SameRecordsTest extends DatasetTest {
  private final JavaRDD<String> one =
      context.parallelize(Arrays.asList("a", "b", "b", null, "c", "b", null), 3);
  private final JavaRDD<String> other =
      context.parallelize(Arrays.asList("b", "d", null, "b", "c"), 2);
  private final JavaRDD<String> empty = context.emptyRDD();

  /** Null last. */
  private static List<String> sorted(JavaRDD<String> records) {
    List<String> sorted = new ArrayList<>(records.map(String::valueOf).collect());
    Collections.sort(sorted);
    return sorted;
  }

  @Test
  void distinctRecordsComeOnce() {
    assertEquals(List.of("a", "b", "c", "null"), sorted(one.distinct()));
    assertEquals(3, one.distinct().getNumPartitions());
    assertEquals(List.of("a", "b", "c", "null"), sorted(one.distinct(5)));
    assertEquals(5, one.distinct(5).getNumPartitions());
    assertEquals(List.of(), sorted(empty.distinct()));
  }

  @Test
  void distinctMovesNothingWhereEqualRecordsShareAPartition() {
    JavaRDD<String> placed =
        one.filter(w -> w != null)
            .mapToPair(w -> pair(w, 1))
            .partitionBy(new HashPartitioner(2))
            .mapPartitions(all -> all, true)
            .map(p -> p._1);
    JavaRDD<String> keys =
        one.filter(w -> w != null)
            .mapToPair(w -> pair(w, 1))
            .partitionBy(new HashPartitioner(2))
            .mapPartitions(
                all -> {
                  List<String> list = new ArrayList<>();
                  all.forEachRemaining(p -> list.add(p._1));
                  return list.iterator();
                },
                true);
    assertEquals(List.of("a", "b", "c"), sorted(keys.distinct()));
    assertEquals(1, exchanges(keys.distinct()));
    assertEquals(List.of("a", "b", "c"), sorted(placed.distinct()));
    assertEquals(2, exchanges(placed.distinct()));
  }

  @Test
  void recordsOfBothDatasetsComeOnce() {
    assertEquals(List.of("b", "c", "null"), sorted(one.intersection(other)));
    assertEquals(3, one.intersection(other).getNumPartitions());
    assertEquals(3, other.intersection(one).getNumPartitions());
    assertEquals(List.of(), sorted(one.intersection(empty)));
    SparkConf five =
        new SparkConf(false)
            .setMaster("local[2]")
            .setAppName("five")
            .set("spark.default.parallelism", "5");
    try (JavaSparkContext named = new JavaSparkContext(five)) {
      JavaRDD<Integer> some = named.parallelize(List.of(1, 2), 2);
      assertEquals(5, some.intersection(some).getNumPartitions());
    }
  }

  @Test
  void recordsThatTheOtherLacksStayWithTheirDuplicates() {
    assertEquals(List.of("a"), sorted(one.subtract(other)));
    assertEquals(3, one.subtract(other).getNumPartitions());
    assertEquals(List.of("d"), sorted(other.subtract(one, 4)));
    assertEquals(4, other.subtract(one, 4).getNumPartitions());
    assertEquals(sorted(one), sorted(one.subtract(empty)));
    assertEquals(List.of(), sorted(empty.subtract(one)));
    Partitioner partitioner = new HashPartitioner(6);
    assertEquals(List.of("a"), sorted(one.subtract(other, partitioner)));
    assertEquals(6, one.subtract(other, partitioner).getNumPartitions());
  }

  @Test
  void arraysAreRefusedAsTheyAreEqualOnlyToThemselves() {
    JavaRDD<int[]> arrays = context.parallelize(List.of(new int[] {1}), 1);
    for (JavaRDD<int[]> compared :
        List.of(arrays.distinct(), arrays.subtract(arrays), arrays.intersection(arrays))) {
      assertThrows(SparkException.class, compared::collect);
    }
  }

  @Test
  void coalescingPutsNeighboursTogether() {
    JavaRDD<Integer> ten = context.parallelize(IntStream.range(0, 10).boxed().toList(), 5);
    assertEquals(
        List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7, 8, 9)), partitions(ten.coalesce(2)));
    assertEquals(5, ten.coalesce(8).getNumPartitions());
    assertEquals(0, exchanges(ten.coalesce(2)));
    assertEquals(8, ten.coalesce(8, true).getNumPartitions());
    assertEquals(1, exchanges(ten.coalesce(2, true)));
  }

  @Test
  void repartitioningGivesPartitionsOfEqualSize() {
    JavaRDD<Integer> all = context.parallelize(IntStream.range(0, 1_000).boxed().toList(), 2);
    List<List<Integer>> parts = partitions(all.repartition(8));
    assertEquals(8, parts.size());
    parts.forEach(part -> assertEquals(125, part.size(), 1));
    assertEquals(499_500, all.repartition(8).reduce(Integer::sum));
  }

  @Test
  void aDatasetTellsItsPartitionsAndItsPartitioner() {
    assertEquals(List.of(0, 1, 2), one.partitions().stream().map(Partition::index).toList());
    assertEquals(List.of(), empty.partitions());
    assertFalse(one.partitioner().isPresent());
    Partitioner partitioner = new HashPartitioner(4);
    JavaPairRDD<String, Integer> placed =
        one.mapToPair(w -> pair(w, 1)).reduceByKey(partitioner, Integer::sum);
    assertEquals(partitioner, placed.partitioner().get());
    assertFalse(placed.map(p -> p).partitioner().isPresent());
  }

  @Test
  void pairsCanBeNamed() {
    JavaPairRDD<String, Integer> pairs = one.mapToPair(w -> pair(w, 1));
    assertSame(pairs, pairs.setName("counted"));
    assertEquals("counted", pairs.name());
    assertTrue(pairs.toDebugString().contains("counted"), pairs::toDebugString);
  }

  private static void refused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void wrongArgumentsAreRefusedAtTheCall() {
    refused("coalesce: numPartitions is 0; use 1 to 100000.", () -> one.coalesce(0));
    refused("repartition: numPartitions is -1; use 1 to 100000.", () -> one.repartition(-1));
    refused("distinct: numPartitions is 0; use 1 to 100000.", () -> one.distinct(0));
    refused("subtract: numPartitions is 0; use 1 to 100000.", () -> one.subtract(other, 0));
    refused("subtract: partitioner is null.", () -> one.subtract(other, null));
    refused("subtract: other is null.", () -> one.subtract(null));
    refused("intersection: other is null.", () -> one.intersection(null));
    refused("union: other is null.", () -> one.union(null));
  }
}
