package dev.tidemill.rdd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Option;
import dev.tidemill.SparkException;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.core.task.TaskCopies;
import dev.tidemill.core.task.TaskInfo;
import dev.tidemill.core.task.TaskRun;
import dev.tidemill.util.Accumulators;
import dev.tidemill.util.CollectionAccumulator;
import dev.tidemill.util.DoubleAccumulator;
import dev.tidemill.util.LongAccumulator;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AccumulatorTest extends DatasetTest {
  private final JavaRDD<Integer> numbers =
      context.parallelize(IntStream.rangeClosed(1, 1000).boxed().toList(), 8);
  private static final TaskInfo ANY_TASK = new TaskInfo(0, 0, 1, 0, 0, Map.of());

  private final LongAccumulator sum = context.sc().longAccumulator("sum");

  @Test
  void whatTasksAddIsSummedUp() {
    DoubleAccumulator halves = context.sc().doubleAccumulator();
    CollectionAccumulator<Integer> seen = context.sc().collectionAccumulator();
    numbers.foreach(
        n -> {
          sum.add(n);
          halves.add(n / 2.0);
          seen.add(n);
        });
    assertEquals(500_500, sum.value());
    assertEquals(500_500, sum.sum());
    assertEquals(1000, sum.count());
    assertEquals(500.5, sum.avg());
    assertEquals(250_250.0, halves.value());
    assertEquals(250_250.0, halves.sum());
    assertEquals(1000, halves.count());
    assertEquals(250.25, halves.avg());
    assertEquals(numbers.collect(), seen.value().stream().sorted().toList());
  }

  @Test
  void everyJobThatComputesADatasetAddsAgain() {
    JavaRDD<Integer> counted =
        numbers.map(
            n -> {
              sum.add(1L);
              return n;
            });
    assertEquals(0, sum.value(), "nothing ran");
    counted.count();
    counted.count();
    assertEquals(2000, sum.value());
    assertEquals(2, counted.take(2).size());
    assertEquals(2002, sum.value());
  }

  @Test
  void aTaskThatFailsLeavesNothing() {
    JavaRDD<Integer> failing =
        context
            .parallelize(List.of(1, 2, 3), 1)
            .map(
                n -> {
                  sum.add(1);
                  if (n == 3) {
                    throw new IllegalStateException("third");
                  }
                  return n;
                });
    assertThrows(SparkException.class, failing::count);
    assertEquals(0, sum.value());
    assertTrue(sum.isZero());
    assertEquals(List.of(1, 2), failing.take(2));
    assertEquals(2, sum.value());
  }

  @Test
  void tasksThatHadSucceededBeforeAnotherFailedHaveCounted() {
    Shared<CountDownLatch> firstDone = new Shared<>(new CountDownLatch(1));
    JavaRDD<Integer> two = context.parallelize(List.of(1, 2), 2);
    assertThrows(
        SparkException.class,
        () ->
            two.rdd()
                .run(
                    "test",
                    new int[] {0, 1},
                    (partition, records) -> {
                      sum.add(1);
                      if (partition == 1) {
                        firstDone.it().await();
                        throw new IllegalStateException("second");
                      }
                      return partition;
                    },
                    (partition, result) -> firstDone.it().countDown()));
    assertEquals(1, sum.value());
  }

  @Test
  void tasksThatMoveRecordsAreCountedOnce() {
    JavaPairRDD<Integer, Integer> counted =
        numbers
            .mapToPair(
                n -> {
                  sum.add(1);
                  return pair(n % 10, n);
                })
            .reduceByKey(Integer::sum, 3);
    assertEquals(10, counted.count());
    assertEquals(1000, sum.value());
  }

  @Test
  void makingRecordsAnewForASecondReaderCountsNothing() {
    JavaPairRDD<Integer, Integer> once =
        numbers
            .mapToPair(
                n -> {
                  sum.add(1);
                  return pair(n % 10, n);
                })
            .reduceByKey(Integer::sum, 3);
    assertEquals(20, once.map(p -> p).union(once.map(p -> p)).count());
    assertEquals(1000, sum.value());
  }

  @Test
  void aJobInsideATaskCountsForItself() {
    requireLocalEngine("Datasets stay behind when a task travels.");
    JavaRDD<Integer> inner = context.parallelize(List.of(1, 2, 3), 2);
    assertThrows(
        SparkException.class,
        () ->
            context
                .parallelize(List.of(1), 1)
                .foreach(
                    n -> {
                      sum.add(100);
                      inner.foreach(sum::add);
                      sum.add(100);
                      throw new IllegalStateException("after the inner job");
                    }));
    assertEquals(6, sum.value());
    context
        .parallelize(List.of(1), 1)
        .foreach(
            n -> {
              sum.add(10);
              inner.foreach(sum::add);
              sum.add(10);
            });
    assertEquals(6 + 6 + 20, sum.value());
  }

  @Test
  void aTaskRunAgainCountsOnce() {
    TaskCopies copies = new TaskCopies();
    LongAccumulator retried =
        new Accumulators(copies).registered(new LongAccumulator(), Option.empty());
    for (int attempt = 1; attempt <= 3; attempt++) {
      try (TaskRun task = copies.begin(ANY_TASK, () -> false)) {
        retried.add(5);
        assertEquals(0, retried.value(), "not before the task has ended");
        if (attempt == 3) {
          task.won();
        }
      }
    }
    assertEquals(5, retried.value());
    retried.add(1);
    assertEquals(6, retried.value(), "outside of a task it is direct");
  }

  @Test
  void aThreadThatIsNoTaskAddsDirectly() throws Exception {
    TaskCopies copies = new TaskCopies();
    LongAccumulator direct =
        new Accumulators(copies).registered(new LongAccumulator(), Option.empty());
    try (TaskRun task = copies.begin(ANY_TASK, () -> false)) {
      Thread thread = new Thread(() -> direct.add(3));
      thread.start();
      thread.join();
      assertEquals(3, direct.value());
      task.won();
    }
    assertEquals(3, direct.value());
  }

  @Test
  void jobsAtOnceLoseNothing() throws Exception {
    List<Thread> threads =
        IntStream.range(0, 4)
            .mapToObj(i -> new Thread(() -> numbers.foreach(n -> sum.add(1))))
            .toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(4000, sum.value());
  }

  @Test
  void theProgramMayAddAndReset() {
    sum.add(2L);
    sum.add(Long.valueOf(3));
    assertEquals(5, sum.value());
    sum.reset();
    assertTrue(sum.isZero());
    DoubleAccumulator decimals = context.sc().doubleAccumulator("decimals");
    assertTrue(Double.isNaN(decimals.avg()));
    decimals.add(Double.valueOf(1.5));
    decimals.add(1);
    assertEquals(2.5, decimals.value());
    decimals.reset();
    assertTrue(decimals.isZero());
    CollectionAccumulator<String> words = context.sc().collectionAccumulator("words");
    words.add(null);
    assertEquals(Collections.singletonList(null), words.value());
    assertThrows(UnsupportedOperationException.class, () -> words.value().add("x"));
    words.reset();
    assertTrue(words.isZero());
  }

  @Test
  void accumulatorsHaveNumbersAndNames() {
    LongAccumulator other = context.sc().longAccumulator();
    assertNotEquals(sum.id(), other.id());
    assertEquals(Option.apply("sum"), sum.name());
    assertEquals(Option.empty(), other.name());
    assertTrue(sum.isRegistered());
    assertEquals("LongAccumulator(id: " + sum.id() + ", name: sum, value: 0)", sum.toString());
    assertEquals("LongAccumulator(id: " + other.id() + ", value: 0)", other.toString());
    assertThrows(IllegalArgumentException.class, () -> context.sc().longAccumulator((String) null));
    assertThrows(IllegalArgumentException.class, () -> context.sc().doubleAccumulator(" "));
    assertThrows(IllegalArgumentException.class, () -> context.sc().collectionAccumulator(""));
  }

  @Test
  void copiesAreOfTheirOwnAndNotRegistered() {
    sum.add(4);
    LongAccumulator copy = sum.copy();
    copy.add(1);
    assertEquals(5, copy.value());
    assertEquals(4, sum.value());
    assertFalse(copy.isRegistered());
    assertEquals("LongAccumulator(not registered, value: 5)", copy.toString());
    assertThrows(IllegalStateException.class, copy::id);
    assertThrows(IllegalStateException.class, copy::name);
    assertTrue(sum.copyAndReset().isZero());
    DoubleAccumulator decimals = new DoubleAccumulator();
    decimals.add(1.5);
    assertEquals(1.5, decimals.copy().value());
    CollectionAccumulator<String> words = new CollectionAccumulator<>();
    words.add("a");
    assertEquals(List.of("a"), words.copy().value());
    assertTrue(words.copyAndReset().isZero());
  }

  @Test
  void accumulatorsOfOneClassCanBeMerged() {
    LongAccumulator more = new LongAccumulator();
    more.add(2);
    more.add(3);
    sum.merge(more);
    sum.merge(sum);
    assertEquals(10, sum.value());
    assertEquals(4, sum.count());
    DoubleAccumulator decimals = new DoubleAccumulator();
    decimals.add(0.5);
    decimals.merge(decimals.copy());
    assertEquals(1.0, decimals.value());
    CollectionAccumulator<String> words = new CollectionAccumulator<>();
    words.add("a");
    words.merge(words);
    assertEquals(List.of("a", "a"), words.value());
    assertEquals(
        "Cannot merge dev.tidemill.util.LongAccumulator with null",
        assertThrows(UnsupportedOperationException.class, () -> sum.merge(null)).getMessage());
    assertThrows(UnsupportedOperationException.class, () -> decimals.merge(null));
    assertThrows(UnsupportedOperationException.class, () -> words.merge(null));
  }
}
