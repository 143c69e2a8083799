package dev.tidemill.streaming.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Windows of streams, case by case. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WindowsTest {
  private final SteppedContext stepped = SteppedContext.every(new Duration(1000));

  @AfterEach
  void close() {
    stepped.close();
  }

  private static Duration seconds(int seconds) {
    return new Duration(seconds * 1000L);
  }

  @SafeVarargs
  private JavaDStream<Integer> batches(List<Integer>... batches) {
    Queue<JavaRDD<Integer>> queue = new ArrayDeque<>();
    for (List<Integer> batch : batches) {
      queue.add(stepped.context().sparkContext().parallelize(batch, 2));
    }
    return stepped.context().queueStream(queue);
  }

  private JavaPairDStream<Integer, Integer> pairs(JavaDStream<Integer> numbers) {
    return numbers.mapToPair(n -> new Tuple2<>(n, 1));
  }

  private static <A, B> Tuple2<A, B> pair(A a, B b) {
    return new Tuple2<>(a, b);
  }

  @Test
  void keysDisappearWithTheirDataAndEarlyWindowsAreShort() {
    List<List<Tuple2<Integer, Integer>>> seen =
        stepped.collect(
            pairs(batches(List.of(1, 1), List.of(2), List.of(), List.of()))
                .reduceByKeyAndWindow(Integer::sum, seconds(2)));
    stepped.start();
    stepped.step(4);
    assertEquals(
        List.of(
            List.of(pair(1, 2)), List.of(pair(2, 1), pair(1, 2)), List.of(pair(2, 1)), List.of()),
        seen);
  }

  @Test
  void withAnInverseKeysStayWithWhatIsLeft() {
    List<List<Tuple2<Integer, Integer>>> seen =
        stepped.collect(
            pairs(batches(List.of(1, 1), List.of(), List.of()))
                .reduceByKeyAndWindow(
                    Integer::sum, (all, left) -> all - left, seconds(2), seconds(1)));
    stepped.start();
    stepped.step(3);
    assertEquals(List.of(List.of(pair(1, 2)), List.of(pair(1, 2)), List.of(pair(1, 0))), seen);
  }

  @Test
  void aSlowWindowComesAtItsOwnTimes() {
    List<String> seen = new ArrayList<>();
    pairs(batches(List.of(1), List.of(2), List.of(3), List.of(4), List.of(5)))
        .reduceByKeyAndWindow(Integer::sum, seconds(3), seconds(2), 1)
        .foreachRDD((rdd, time) -> seen.add(time + " " + rdd.keys().collect()));
    stepped.start();
    stepped.step(5);
    assertEquals(List.of("2000 ms [1, 2]", "4000 ms [2, 3, 4]"), seen);
  }

  @Test
  void theResultIsPlacedByThePartitioner() {
    List<String> seen = new ArrayList<>();
    pairs(batches(List.of(1, 2, 3, 4)))
        .reduceByKeyAndWindow(Integer::sum, seconds(2), seconds(1), new HashPartitioner(3))
        .foreachRDD(
            (rdd, time) -> seen.add(rdd.glom().map(part -> part.size()).collect().toString()));
    stepped.start();
    stepped.step(1);
    assertEquals(List.of("[1, 2, 1]"), seen);
  }

  @Test
  void countsBeginWithTheFirstRecordAndThenNeverMiss() {
    List<List<Long>> seen =
        stepped.collect(
            batches(List.of(), List.of(5, 6), List.of(), List.of())
                .countByWindow(seconds(2), seconds(1)));
    stepped.start();
    stepped.step(4);
    assertEquals(List.of(List.of(), List.of(2L), List.of(2L), List.of(0L)), seen);
  }

  @Test
  void reducingAWindowGivesNothingForNothing() {
    JavaDStream<Integer> numbers = batches(List.of(1, 2), List.of(3), List.of(), List.of());
    List<List<Integer>> plain =
        stepped.collect(numbers.reduceByWindow(Integer::sum, seconds(2), seconds(1)));
    List<List<Integer>> inverse =
        stepped.collect(
            numbers.reduceByWindow(
                Integer::sum, (all, left) -> all - left, seconds(2), seconds(1)));
    stepped.start();
    stepped.step(4);
    assertEquals(List.of(List.of(3), List.of(6), List.of(3), List.of()), plain);
    assertEquals(List.of(List.of(3), List.of(6), List.of(3), List.of(0)), inverse);
  }

  @Test
  void valuesAreCountedByWindow() {
    List<List<Tuple2<Integer, Long>>> seen =
        stepped.collect(
            batches(List.of(7, 7), List.of(8), List.of())
                .countByValueAndWindow(seconds(2), seconds(1), 1));
    stepped.start();
    stepped.step(3);
    assertEquals(
        List.of(List.of(pair(7, 2L)), List.of(pair(7, 2L), pair(8, 1L)), List.of(pair(8, 1L))),
        seen);
  }

  @Test
  void groupsHoldTheOlderValuesFirst() {
    List<String> seen = new ArrayList<>();
    batches(List.of(1, 2), List.of(3))
        .mapToPair(n -> new Tuple2<>("k", n))
        .groupByKeyAndWindow(seconds(5))
        .foreachRDD((rdd, time) -> seen.add(rdd.collect().toString()));
    stepped.start();
    stepped.step(2);
    assertEquals(List.of("[(k,[1, 2])]", "[(k,[1, 2, 3])]"), seen);
  }

  @Test
  void aWindowThatAnOutputDoesNotReadGoesOnAllTheSame() {
    List<List<Tuple2<Integer, Integer>>> seen = new ArrayList<>();
    AtomicInteger batch = new AtomicInteger();
    pairs(batches(List.of(1), List.of(2), List.of(3)))
        .reduceByKeyAndWindow(Integer::sum, seconds(3))
        .foreachRDD(
            (rdd, time) -> {
              if (batch.incrementAndGet() == 3) {
                seen.add(rdd.collect());
              }
            });
    stepped.start();
    stepped.step(3);
    assertEquals(List.of(List.of(pair(2, 1), pair(1, 1), pair(3, 1))), seen);
  }

  @Test
  void twoOutputsOfAWindowCallTheFunctionOnce() {
    AtomicInteger calls = new AtomicInteger();
    JavaPairDStream<Integer, Integer> window =
        pairs(batches(List.of(1), List.of(1), List.of(1)))
            .reduceByKeyAndWindow(
                (a, b) -> {
                  calls.incrementAndGet();
                  return a + b;
                },
                seconds(3));
    List<List<Tuple2<Integer, Integer>>> one = stepped.collect(window);
    List<List<Tuple2<Integer, Integer>>> two = stepped.collect(window.mapValues(n -> -n));
    stepped.start();
    stepped.step(3);
    assertEquals(List.of(pair(1, 3)), one.get(2));
    assertEquals(List.of(pair(1, -3)), two.get(2));
    assertTrue(calls.get() <= 6, calls + " calls");
  }

  @Test
  void aFunctionThatFailedOnceIsMadeUpForInTheNextBatch() {
    AtomicInteger calls = new AtomicInteger();
    List<List<Tuple2<Integer, Integer>>> seen =
        stepped.collect(
            pairs(batches(List.of(1), List.of(1), List.of(1), List.of(1)))
                .reduceByKeyAndWindow(
                    (a, b) -> {
                      // Output and settling of the second batch: both fail.
                      if (calls.incrementAndGet() <= 2) {
                        throw new IllegalStateException("by and by");
                      }
                      return a + b;
                    },
                    seconds(10)));
    stepped.start();
    stepped.step();
    assertThrows(Exception.class, stepped::step);
    stepped.step(2);
    assertEquals(List.of(List.of(pair(1, 1)), List.of(pair(1, 3)), List.of(pair(1, 4))), seen);
  }

  @Test
  void aBatchThatCouldNotBePlannedIsNotMissingFromTheWindow() {
    JavaDStream<Integer> numbers = batches(List.of(1), List.of(2), List.of(3));
    List<List<Tuple2<Integer, Integer>>> seen =
        stepped.collect(pairs(numbers).reduceByKeyAndWindow(Integer::sum, seconds(3)));
    stepped.collect(
        numbers.transform(
            (rdd, time) -> {
              if (time.equals(new Time(2000))) {
                throw new IllegalStateException("at 2 s");
              }
              return rdd;
            }));
    stepped.start();
    stepped.step();
    assertThrows(IllegalStateException.class, stepped::step);
    stepped.step();
    assertEquals(3, seen.get(1).size());
  }

  @Test
  void windowsOfWindowsWork() {
    List<List<Integer>> seen =
        stepped.collect(
            batches(List.of(1), List.of(2), List.of(3), List.of(4))
                .reduceByWindow(Integer::sum, seconds(2), seconds(2))
                .reduceByWindow(Integer::sum, seconds(4), seconds(4)));
    stepped.start();
    stepped.step(4);
    assertEquals(List.of(List.of(10)), seen);
  }

  @Test
  void badWindowsAreRefusedAtTheCall() {
    JavaPairDStream<Integer, Integer> pairs = pairs(batches());
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> pairs.reduceByKeyAndWindow(Integer::sum, new Duration(1500)))
            .getMessage();
    assertEquals(
        "reduceByKeyAndWindow: The window duration of windowed DStream (1500 ms) must be a multiple"
            + " of the slide duration of parent DStream (1000 ms of 'mapToPair'); use 1000 ms or"
            + " 2000 ms.",
        message);
    assertThrows(NullPointerException.class, () -> pairs.reduceByKeyAndWindow(null, seconds(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> pairs.reduceByKeyAndWindow(Integer::sum, seconds(1), null));
    assertThrows(
        IllegalArgumentException.class,
        () -> pairs.groupByKeyAndWindow(seconds(1), seconds(1), -1));
    assertThrows(
        NullPointerException.class,
        () -> pairs.reduceByKeyAndWindow(Integer::sum, null, seconds(1), seconds(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> pairs.countByValueAndWindow(seconds(1), seconds(1), -1));
  }

  @Test
  void tenThousandBatchesOfAWindowAreRightAndKeepNoMoreThanTheWindow() {
    List<Integer> counts = new ArrayList<>();
    Queue<JavaRDD<Integer>> queue = new ArrayDeque<>();
    JavaRDD<Integer> always = stepped.context().sparkContext().parallelize(List.of(1, 2), 1);
    stepped
        .context()
        .queueStream(queue, true, always)
        .mapToPair(n -> new Tuple2<>(n, 1))
        .reduceByKeyAndWindow(Integer::sum, seconds(100))
        .foreachRDD((rdd, time) -> counts.add(rdd.values().reduce(Integer::sum)));
    stepped.start();
    stepped.step(10_000);
    assertEquals(10_000, counts.size());
    assertEquals(2, counts.get(0));
    assertEquals(200, counts.get(9_999));
  }
}
