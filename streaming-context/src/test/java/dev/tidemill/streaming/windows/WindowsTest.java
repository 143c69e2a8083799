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
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.junit.Stepped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Windows of streams, case by case. */
@Stepped
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WindowsTest {
  private static final StreamCheck CHECK = StreamCheck.every(seconds(1)).inAnyOrder();

  private SteppedContext stepped;

  @BeforeEach
  void take(SteppedContext ofThisTest) {
    stepped = ofThisTest;
  }

  private static Duration seconds(int seconds) {
    return new Duration(seconds * 1000L);
  }

  @SafeVarargs
  private JavaDStream<Integer> batches(List<Integer>... batches) {
    TestInput<Integer> input = stepped.input();
    for (List<Integer> batch : batches) {
      input.addPartition(batch).endBatch();
    }
    return input.stream();
  }

  private static JavaPairDStream<Integer, Integer> pairs(JavaDStream<Integer> numbers) {
    return numbers.mapToPair(n -> new Tuple2<>(n, 1));
  }

  private static <A, B> Tuple2<A, B> pair(A a, B b) {
    return new Tuple2<>(a, b);
  }

  @Test
  void keysDisappearWithTheirDataAndEarlyWindowsAreShort() {
    CHECK.check(
        List.of(List.of(1, 1), List.of(2), List.of(), List.of()),
        numbers -> pairs(numbers).reduceByKeyAndWindow(Integer::sum, seconds(2)),
        List.of(
            List.of(pair(1, 2)), List.of(pair(2, 1), pair(1, 2)), List.of(pair(2, 1)), List.of()));
  }

  @Test
  void withAnInverseKeysStayWithWhatIsLeft() {
    CHECK.check(
        List.of(List.of(1, 1), List.of(), List.of()),
        numbers ->
            pairs(numbers)
                .reduceByKeyAndWindow(
                    Integer::sum, (all, left) -> all - left, seconds(2), seconds(1)),
        List.of(List.of(pair(1, 2)), List.of(pair(1, 2)), List.of(pair(1, 0))));
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
    CHECK.check(
        List.of(List.of(), List.of(5, 6), List.of(), List.of()),
        numbers -> numbers.countByWindow(seconds(2), seconds(1)),
        List.of(List.of(), List.of(2L), List.of(2L), List.of(0L)));
  }

  @Test
  void reducingAWindowGivesNothingForNothing() {
    List<List<Integer>> batches = List.of(List.of(1, 2), List.of(3), List.of(), List.of());
    CHECK.check(
        batches,
        numbers -> numbers.reduceByWindow(Integer::sum, seconds(2), seconds(1)),
        List.of(List.of(3), List.of(6), List.of(3), List.of()));
    CHECK.check(
        batches,
        numbers ->
            numbers.reduceByWindow(Integer::sum, (all, left) -> all - left, seconds(2), seconds(1)),
        List.of(List.of(3), List.of(6), List.of(3), List.of(0)));
  }

  @Test
  void valuesAreCountedByWindow() {
    CHECK.check(
        List.of(List.of(7, 7), List.of(8), List.of()),
        numbers -> numbers.countByValueAndWindow(seconds(2), seconds(1), 1),
        List.of(List.of(pair(7, 2L)), List.of(pair(7, 2L), pair(8, 1L)), List.of(pair(8, 1L))));
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
    CHECK.check(
        List.of(List.of(1), List.of(2), List.of(3), List.of(4)),
        numbers ->
            numbers
                .reduceByWindow(Integer::sum, seconds(2), seconds(2))
                .reduceByWindow(Integer::sum, seconds(4), seconds(4)),
        List.of(List.of(10)));
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
