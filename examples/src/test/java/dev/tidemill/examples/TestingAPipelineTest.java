package dev.tidemill.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import dev.tidemill.streaming.testkit.junit.Stepped;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows, to copy. */
@Stepped
class TestingAPipelineTest {
  @Test
  void wordsAreCountedInEveryBatch(SteppedContext stepped) {
    TestInput<String> lines = stepped.input();
    TestOutput<Tuple2<String, Integer>> counts =
        stepped.output(NetworkWordCount.wordCounts(lines.stream()));
    stepped.start();

    lines.add("in out in", "out in");
    stepped.step();
    lines.add("Tide tide");
    stepped.step();

    counts.assertBatchesInAnyOrder(
        List.of(new Tuple2<>("in", 3), new Tuple2<>("out", 2)),
        List.of(new Tuple2<>("Tide", 1), new Tuple2<>("tide", 1)));
  }

  @Test
  void aSourceThatCannotBeAskedLosesNothing(SteppedContext stepped) {
    TestInput<String> lines = stepped.input();
    TestOutput<Tuple2<String, Integer>> counts =
        stepped.output(NetworkWordCount.wordCounts(lines.stream()));
    lines.failAllocation(new Time(1000), new IOException("unreachable"));
    lines.add("in");
    stepped.start();

    assertThrows(IOException.class, stepped::step);
    stepped.step();

    assertEquals(List.of(new Time(1000), new Time(2000)), counts.times());
    counts.assertBatches(List.of(new Tuple2<>("in", 1)), List.of());
  }

  @Test
  void sumsOfTwoSecondsEachSecond() {
    StreamCheck.every(Durations.seconds(1))
        .inAnyOrder()
        .check(
            List.of(List.of(1, 2), List.of(), List.of(3)),
            numbers ->
                numbers.reduceByWindow(Integer::sum, Durations.seconds(2), Durations.seconds(1)),
            List.of(List.of(3), List.of(3), List.of(3)));
  }
}
