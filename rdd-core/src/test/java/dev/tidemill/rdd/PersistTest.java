package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.storage.StorageLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datasets that are kept: made once, read as often as one likes. */
class PersistTest extends DatasetTest {
  private final Counter computed = new Counter();

  private JavaRDD<Integer> counted(int records, int partitions) {
    List<Integer> numbers = IntStream.range(0, records).boxed().toList();
    return context
        .parallelize(numbers, partitions)
        .map(
            n -> {
              computed.incrementAndGet();
              return n;
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MEMORY_ONLY",
        "MEMORY_ONLY_2",
        "MEMORY_ONLY_SER",
        "MEMORY_AND_DISK",
        "MEMORY_AND_DISK_SER_2",
        "DISK_ONLY",
        "OFF_HEAP"
      })
  void atEveryLevelARecordIsComputedOnce(String level) {
    JavaRDD<Integer> kept = counted(100, 4).persist(StorageLevel.fromString(level));
    assertEquals(100, kept.count());
    assertEquals(IntStream.range(0, 100).boxed().toList(), kept.collect());
    assertEquals(List.of(0, 1, 2), kept.take(3));
    assertEquals(9900, (int) kept.map(n -> n * 2).reduce(Integer::sum));
    assertEquals(100, computed.get());
    assertEquals(StorageLevel.fromString(level), kept.getStorageLevel());
  }

  @Test
  void cacheKeepsInMemoryAndGivesTheDatasetItself() {
    JavaRDD<Integer> numbers = counted(10, 2);
    assertSame(numbers, numbers.cache());
    assertEquals(StorageLevel.MEMORY_ONLY(), numbers.getStorageLevel());
    JavaPairRDD<Integer, Integer> pairs = numbers.mapToPair(n -> pair(n, n));
    assertSame(pairs, pairs.cache());
    assertSame(pairs, pairs.unpersist());
    assertSame(pairs, pairs.persist(StorageLevel.DISK_ONLY()));
    assertEquals(StorageLevel.DISK_ONLY(), pairs.getStorageLevel());
    assertEquals(10, pairs.count());
    assertEquals(10, pairs.values().count());
    assertEquals(10, computed.get());
  }

  @Test
  void whatIsDroppedIsComputedAgain() {
    JavaRDD<Integer> kept = counted(10, 2).cache();
    kept.count();
    assertSame(kept, kept.unpersist());
    assertEquals(StorageLevel.NONE(), kept.getStorageLevel());
    assertEquals(10, kept.count());
    assertEquals(10, kept.count());
    assertEquals(30, computed.get());
    kept.persist(StorageLevel.MEMORY_ONLY_SER()).count();
    kept.count();
    assertEquals(40, computed.get());
    kept.unpersist(true).count();
    assertEquals(50, computed.get());
  }

  @Test
  void theLevelCannotBeChangedWithoutDroppingWhatIsKept() {
    JavaRDD<Integer> kept = counted(10, 2).cache();
    kept.persist(StorageLevel.MEMORY_ONLY());
    String message =
        assertThrows(
                UnsupportedOperationException.class, () -> kept.persist(StorageLevel.DISK_ONLY()))
            .getMessage();
    assertTrue(
        message.startsWith(
            "Cannot change storage level of an RDD after it was already assigned a level"),
        message);
    assertTrue(message.endsWith("call unpersist() before."), message);
    assertThrows(IllegalArgumentException.class, () -> kept.persist(null));
    assertEquals(10, kept.count());
  }

  @Test
  void noLevelKeepsNothing() {
    JavaRDD<Integer> numbers = counted(10, 2).persist(StorageLevel.NONE());
    numbers.count();
    numbers.count();
    assertEquals(20, computed.get());
  }

  @Test
  void aMarkThatComesLateCountsForDatasetsMadeBefore() {
    JavaRDD<Integer> below = counted(10, 2);
    JavaRDD<Integer> above = below.filter(n -> n % 2 == 0).map(n -> n + 1);
    above.count();
    below.cache();
    above.count();
    above.count();
    assertEquals(20, computed.get());
  }

  @ParameterizedTest
  @ValueSource(strings = {"MEMORY_ONLY", "MEMORY_ONLY_SER", "DISK_ONLY"})
  void aFunctionThatChangesARecordChangesItForItselfOnly(String level) {
    JavaRDD<List<Integer>> kept =
        context
            .parallelize(List.of(1, 2, 3), 2)
            .<List<Integer>>map(n -> new ArrayList<>(List.of(n)))
            .persist(StorageLevel.fromString(level));
    JavaRDD<List<Integer>> changed =
        kept.map(
            list -> {
              list.add(7);
              return list;
            });
    List<List<Integer>> expected = List.of(List.of(1, 7), List.of(2, 7), List.of(3, 7));
    for (int round = 0; round < 3; round++) {
      assertEquals(expected, changed.collect());
      List<List<Integer>> collected = kept.collect();
      assertEquals(List.of(List.of(1), List.of(2), List.of(3)), collected);
      collected.forEach(list -> list.add(9));
    }
  }

  @Test
  void recordsThatNeverChangeAreTheSameObjectsForAllReaders() {
    requireLocalEngine("Every record that leaves a task is another object.");
    JavaRDD<String> kept =
        context.parallelize(List.of(1, 2), 1).map(n -> new String("text")).cache();
    List<String> once = kept.collect();
    List<String> twice = kept.collect();
    assertSame(once.get(0), twice.get(0));
    assertNotSame(once.get(0), once.get(1));
  }

  @Test
  void recordsThatCannotBeEncodedAreKeptAsTheyAre() {
    requireLocalEngine("What cannot be encoded does not leave a task.");
    JavaRDD<Object> kept =
        context
            .parallelize(List.of(1, 2, 3), 1)
            .<Object>map(n -> n == 3 ? new Thread("unencodable") : new ArrayList<>(List.of(n)))
            .cache();
    List<Object> once = kept.collect();
    List<Object> twice = kept.collect();
    assertEquals(List.of(1), once.get(0));
    assertEquals(List.of(2), twice.get(1));
    assertSame(once.get(2), twice.get(2));
  }

  @Test
  void whatAnExchangeMovedForAKeptDatasetIsNotMovedAgain() {
    JavaPairRDD<Integer, Integer> sums =
        counted(100, 4).mapToPair(n -> pair(n % 10, n)).reduceByKey(Integer::sum, 3).cache();
    assertEquals(10, sums.count());
    assertEquals(100, computed.get());
    assertEquals(10, sums.mapValues(n -> n + 1).reduceByKey(Integer::sum, 2).count());
    assertEquals(10, sums.join(sums).count());
    assertEquals(100, computed.get());
    sums.unpersist();
    assertEquals(10, sums.count());
    assertEquals(200, computed.get());
  }

  @Test
  void aPartitionThatFailsIsNotKeptAndTheNextJobMakesIt() {
    Counter failures = new Counter();
    JavaRDD<Integer> kept =
        counted(10, 1)
            .map(
                n -> {
                  if (n == 5 && failures.getAndIncrement() == 0) {
                    throw new IllegalStateException("once");
                  }
                  return n;
                })
            .cache();
    assertThrows(SparkException.class, kept::count);
    assertEquals(10, kept.count());
    assertEquals(10, kept.count());
    assertEquals(2, failures.get());
  }

  @Test
  void jobsAtOnceMakeAPartitionOnce() throws Exception {
    requireLocalEngine("Jobs do not wait for each other's partitions.");
    JavaRDD<Integer> kept = counted(1000, 5).cache();
    List<CompletableFuture<Long>> jobs =
        IntStream.range(0, 6).mapToObj(i -> CompletableFuture.supplyAsync(kept::count)).toList();
    for (CompletableFuture<Long> job : jobs) {
      assertEquals(1000, job.get(30, TimeUnit.SECONDS));
    }
    assertEquals(1000, computed.get());
  }

  @Test
  void takeComputesAndKeepsNoMorePartitionsThanItReads() {
    JavaRDD<Integer> kept = counted(100, 10).cache();
    assertEquals(List.of(0, 1), kept.take(2));
    assertEquals(10, computed.get());
    assertEquals(100, kept.count());
    assertEquals(100, computed.get());
  }

  @Test
  void aFunctionThatReadsItsOwnDatasetDoesNotWaitForItself() {
    requireLocalEngine("Datasets stay behind when a task travels.");
    List<JavaRDD<Integer>> self = new ArrayList<>();
    Counter depth = new Counter();
    JavaRDD<Integer> kept =
        context
            .parallelize(List.of(1), 1)
            .map(n -> depth.getAndIncrement() == 0 ? (int) self.get(0).count() : n)
            .cache();
    self.add(kept);
    assertEquals(List.of(1), kept.collect());
  }

  @Test
  void aLongLineageOfKeptDatasetsOverflowsNoStack() {
    JavaRDD<Integer> numbers = context.parallelize(List.of(1, 2, 3), 2);
    for (int i = 0; i < 300; i++) {
      numbers = numbers.map(n -> n + 1).cache();
      numbers.count(); // as iterative programs do
    }
    assertEquals(List.of(301, 302, 303), numbers.collect());
  }
}
