package dev.tidemill.streaming.windows;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import dev.tidemill.streaming.testkit.junit.Stepped;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
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
    CHECK.check(
        List.of(List.of(1), List.of(2), List.of(3), List.of(4), List.of(5)),
        numbers ->
            pairs(numbers)
                .reduceByKeyAndWindow(Integer::sum, seconds(3), seconds(2), 1)
                .toJavaDStream()
                .transform((rdd, time) -> withTime(rdd.map(pair -> pair._1), time)),
        List.of(
            List.of("1 at 2000 ms", "2 at 2000 ms"),
            List.of("2 at 4000 ms", "3 at 4000 ms", "4 at 4000 ms")));
  }

  private static JavaRDD<String> withTime(JavaRDD<Integer> numbers, Time time) {
    String at = " at " + time;
    return numbers.map(n -> n + at);
  }

  @Test
  void theResultIsPlacedByThePartitioner() {
    StreamCheck.every(seconds(1))
        .check(
            List.of(List.of(1, 2, 3, 4)),
            numbers ->
                pairs(numbers)
                    .reduceByKeyAndWindow(
                        Integer::sum, seconds(2), seconds(1), new HashPartitioner(3))
                    .mapPartitions(WindowsTest::sortedKeys),
            List.of(List.of(List.of(3), List.of(1, 4), List.of(2))));
  }

  private static Iterator<List<Integer>> sortedKeys(Iterator<Tuple2<Integer, Integer>> pairs) {
    List<Integer> keys = new ArrayList<>();
    pairs.forEachRemaining(pair -> keys.add(pair._1));
    keys.sort(null);
    return List.of(keys).iterator();
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
    CHECK.check(
        List.of(List.of(2, 1), List.of(3)),
        numbers ->
            numbers
                .mapToPair(n -> new Tuple2<>("k", n))
                .groupByKeyAndWindow(seconds(5))
                .mapValues(Object::toString),
        List.of(List.of(pair("k", "[2, 1]")), List.of(pair("k", "[2, 1, 3]"))));
  }

  @Test
  void aWindowThatAnOutputDoesNotReadGoesOnAllTheSame() {
    CHECK.check(
        List.of(List.of(1), List.of(2), List.of(3)),
        numbers ->
            pairs(numbers)
                .reduceByKeyAndWindow(Integer::sum, seconds(3))
                .transformToPair(
                    (rdd, time) ->
                        time.equals(new Time(3000))
                            ? rdd
                            : new JavaSparkContext(rdd.context()).parallelizePairs(List.of())),
        List.of(List.of(), List.of(), List.of(pair(2, 1), pair(1, 1), pair(3, 1))));
  }

  @Test
  void twoOutputsOfAWindowCallTheFunctionOnce() {
    CHECK.check(
        program -> {
          CALLS.set(0); // of the way before
          JavaPairDStream<Integer, Integer> window =
              pairs(program.stream(List.of(List.of(1), List.of(1), List.of(1))))
                  .reduceByKeyAndWindow(WindowsTest::countedSum, seconds(3));
          program.expect(
              window, List.of(List.of(pair(1, 1)), List.of(pair(1, 2)), List.of(pair(1, 3))));
          program.expect(
              window.transformToPair((rdd, time) -> rdd.mapValues(n -> checkedCalls(-n))),
              List.of(List.of(pair(1, -1)), List.of(pair(1, -2)), List.of(pair(1, -3))));
        });
  }

  // Static, since functions travel by their bytes in one of the ways.
  private static final AtomicInteger CALLS = new AtomicInteger();

  private static int countedSum(int a, int b) {
    CALLS.incrementAndGet();
    return a + b;
  }

  private static int checkedCalls(int value) {
    assertTrue(CALLS.get() <= 6, CALLS + " calls");
    return value;
  }

  @Test
  void aFunctionThatFailedOnceIsMadeUpForInTheNextBatch() {
    AtomicInteger calls = new AtomicInteger();
    TestOutput<Tuple2<Integer, Integer>> seen =
        stepped.output(
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
    assertEquals(
        List.of(List.of(pair(1, 1)), List.of(pair(1, 3)), List.of(pair(1, 4))), seen.batches());
  }

  @Test
  void aBatchThatCouldNotBePlannedIsNotMissingFromTheWindow() {
    JavaDStream<Integer> numbers = batches(List.of(1), List.of(2), List.of(3));
    TestOutput<Tuple2<Integer, Integer>> seen =
        stepped.output(pairs(numbers).reduceByKeyAndWindow(Integer::sum, seconds(3)));
    stepped.output(
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
    assertEquals(3, seen.batches().get(1).size());
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
