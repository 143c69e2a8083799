package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One check of a pipeline, run in every way. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StreamCheckTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1));
  private static final List<List<Integer>> NUMBERS = List.of(List.of(1, 2, 3), List.of(4));

  private static String failure(Runnable check) {
    return assertThrows(AssertionError.class, check::run).getMessage();
  }

  @Test
  void aPipelineThatGivesWhatIsExpectedPasses() {
    CHECK.check(NUMBERS, numbers -> numbers.map(n -> n * 2), List.of(List.of(2, 4, 6), List.of(8)));
  }

  @Test
  void everyWayBuildsThePipelineAndHasPartitionsOfItsOwn() {
    List<List<Integer>> sizes = new ArrayList<>();
    CHECK.check(
        NUMBERS,
        numbers -> {
          sizes.add(new ArrayList<>());
          List<Integer> ofThisWay = sizes.get(sizes.size() - 1);
          numbers.foreachRDD(rdd -> ofThisWay.add(rdd.getNumPartitions()));
          return numbers;
        },
        NUMBERS);
    int restarts = 2 * (NUMBERS.size() + 1); // a program for each batch and one behind, in two ways
    assertEquals(3 + restarts, sizes.size());
    assertEquals(List.of(1, 1), sizes.get(Way.STRAIGHT.ordinal()));
    assertEquals(List.of(5, 5), sizes.get(Way.REPARTITIONED.ordinal()));
    assertEquals(List.of(1, 1), sizes.get(Way.REFERENCE_ENGINE.ordinal()));
  }

  @Test
  void whatDependsOnThePartitionsIsFoundOutAndCanBeAllowed() {
    List<List<List<Integer>>> glommed = List.of(List.of(List.of(1, 2, 3)), List.of(List.of(4)));
    assertEquals(
        "Run in five partitions: Batch 1000 ms (number 1): expected [[1, 2, 3]],"
            + " got [[], [1], [], [2], [3]].",
        failure(() -> CHECK.check(NUMBERS, StreamCheckTest::glom, glommed)));
    CHECK.without(Way.REPARTITIONED).check(NUMBERS, StreamCheckTest::glom, glommed);
  }

  private static JavaDStream<List<Integer>> glom(JavaDStream<Integer> numbers) {
    return numbers.mapPartitions(
        records -> {
          List<Integer> partition = new ArrayList<>();
          records.forEachRemaining(partition::add);
          return Collections.singletonList(partition).iterator();
        });
  }

  @Test
  void theReferenceEngineFindsWhatCannotTravelAndCanBeLeftOut() {
    Thread cannotTravel = Thread.currentThread();
    Function<JavaDStream<Integer>, JavaDStream<Integer>> pipeline =
        numbers -> numbers.filter(n -> !cannotTravel.isDaemon() || n > 0);
    String failure = failure(() -> CHECK.check(NUMBERS, pipeline, NUMBERS));
    assertTrue(
        failure.startsWith("Run on the reference engine it failed:")
            && failure.contains("java.lang.Thread"),
        failure);
    CHECK.without(Way.REFERENCE_ENGINE).check(NUMBERS, pipeline, NUMBERS);
  }

  @Test
  void aWrongExpectationFailsInTheFirstWay() {
    assertEquals(
        "Run in one partition: Batch 2000 ms (number 2): expected [5], got [4].",
        failure(
            () -> CHECK.check(NUMBERS, numbers -> numbers, List.of(List.of(1, 2, 3), List.of(5)))));
    assertEquals(
        "Run in one partition: Expected 1 batches, got 2: [[1, 2, 3], [4]].",
        failure(() -> CHECK.check(NUMBERS, numbers -> numbers, List.of(List.of(1, 2, 3)))));
  }

  @Test
  void whatThePipelineThrowsIsTheCauseOfAFailureThatNamesTheWay() {
    RuntimeException thrown = new IllegalStateException("no");
    AssertionError failed =
        assertThrows(
            AssertionError.class,
            () ->
                CHECK.check(
                    NUMBERS,
                    numbers -> {
                      throw thrown;
                    },
                    NUMBERS));
    assertSame(thrown, failed.getCause());
    assertEquals(
        "Run in one partition it failed: java.lang.IllegalStateException: no", failed.getMessage());
  }

  @Test
  void theOrderWithinABatchCountsUnlessItIsNotToCount() {
    List<List<Integer>> reversed = List.of(List.of(3, 2, 1), List.of(4));
    CHECK.inAnyOrder().check(NUMBERS, numbers -> numbers, reversed);
    assertTrue(
        failure(() -> CHECK.check(NUMBERS, numbers -> numbers, reversed))
            .contains("expected [3, 2, 1], got [1, 2, 3]"));
    assertTrue(
        failure(
                () ->
                    CHECK
                        .inAnyOrder()
                        .check(NUMBERS, numbers -> numbers, List.of(List.of(3, 3, 1), List.of(4))))
            .contains("in any order"));
  }

  @Test
  void twoStreamsOfWhichTheShorterEndsEmpty() {
    CHECK
        .inAnyOrder()
        .check(
            List.of(List.of("a", "b"), List.of("c")),
            List.of(List.of("d")),
            (left, right) -> left.union(right).mapToPair(word -> new Tuple2<>(word, 1)),
            List.of(
                List.of(new Tuple2<>("a", 1), new Tuple2<>("b", 1), new Tuple2<>("d", 1)),
                List.of(new Tuple2<>("c", 1))));
  }

  @Test
  void aProgramMayHaveSeveralStreamsAndOutputsAndRunsAsLongAsTheLongest() {
    CHECK.check(
        program -> {
          JavaDStream<Integer> numbers = program.stream(NUMBERS);
          JavaDStream<Integer> others = program.stream(List.of(List.of(7)));
          program.expect(numbers.map(n -> -n), List.of(List.of(-1, -2, -3), List.of(-4)));
          program.expectInAnyOrder(others.union(numbers), List.of(List.of(1, 2, 3, 7), List.of(4)));
        });
  }

  @Test
  void theOutputThatDiffersIsNamed() {
    assertEquals(
        "Run in one partition: Output 2: Batch 1000 ms (number 1): expected [3, 2, 1],"
            + " got [1, 2, 3].",
        failure(
            () ->
                CHECK.check(
                    program -> {
                      JavaDStream<Integer> numbers = program.stream(NUMBERS);
                      List<List<Integer>> reversed = List.of(List.of(3, 2, 1), List.of(4));
                      program.expectInAnyOrder(numbers, reversed);
                      program.expect(numbers, reversed);
                    })));
  }

  @Test
  void aProgramOfWhichNothingIsExpectedIsRefused() {
    String failure = failure(() -> CHECK.check(program -> program.stream(NUMBERS)));
    assertTrue(failure.endsWith("nothing is expected; call expect for a stream."), failure);
  }

  @Test
  void aSettingReachesTheContexts() {
    List<String> seen = new ArrayList<>();
    StreamCheck three = CHECK.with("spark.default.parallelism", "3");
    three.check(
        List.of(Arrays.asList("a", null)),
        words -> {
          seen.add(
              words.context().sparkContext().getConf().get("spark.default.parallelism", "unset"));
          return words;
        },
        List.of(Arrays.asList("a", null)));
    assertEquals(Collections.nCopies(3 + 2 * 2, "3"), seen);
    CHECK.check(
        List.of(List.of()),
        words -> {
          seen.add(
              words.context().sparkContext().getConf().get("spark.default.parallelism", "unset"));
          return words;
        },
        List.of(List.of()));
    assertEquals("unset", seen.get(seen.size() - 1));
  }

  @Test
  void aCheckInNoWayIsRefused() {
    StreamCheck check = CHECK;
    for (int i = 1; i < Way.values().length; i++) {
      check = check.without(Way.values()[i]);
    }
    StreamCheck last = check;
    assertThrows(IllegalArgumentException.class, () -> last.without(Way.values()[0]));
    assertThrows(IllegalArgumentException.class, () -> last.without(null));
    assertThrows(IllegalArgumentException.class, () -> StreamCheck.every(null));
    assertThrows(
        NullPointerException.class, () -> last.<Integer, Integer>check(NUMBERS, null, NUMBERS));
  }
}
