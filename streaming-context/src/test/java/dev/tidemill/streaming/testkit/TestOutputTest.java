package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.testkit.junit.Stepped;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a test reads of its outputs. */
@Stepped
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TestOutputTest {
  private TestInput<String> input;
  private TestOutput<String> output;

  @BeforeEach
  void fromInputToOutput(SteppedContext stepped) {
    input = stepped.input();
    output = stepped.output(input.stream());
    input.add("a", "b").add("a").endBatch().add("c");
  }

  @Test
  void itKeepsTimesRecordsAndPartitions(SteppedContext stepped) {
    stepped.start();
    assertEquals(List.of(), output.times());
    assertEquals(List.of(), output.batches());
    stepped.step();
    assertEquals(List.of("a", "b", "a"), output.last());
    stepped.step();
    assertEquals(List.of("c"), output.last());
    assertEquals(List.of(new Time(1000), new Time(2000)), output.times());
    assertEquals(List.of(List.of("a", "b", "a"), List.of("c")), output.batches());
    assertEquals(
        List.of(List.of(List.of("a", "b"), List.of("a")), List.of(List.of("c"))),
        output.partitions());
  }

  @Test
  void theLastOfNoBatchIsRefused(SteppedContext stepped) {
    stepped.start();
    assertThrows(IllegalStateException.class, () -> output.last());
  }

  @Test
  void whatItGaveStaysAsItWas(SteppedContext stepped) {
    stepped.start();
    stepped.step();
    List<List<String>> one = output.batches();
    stepped.step();
    assertEquals(1, one.size());
    assertThrows(UnsupportedOperationException.class, () -> one.get(0).add("d"));
    assertThrows(UnsupportedOperationException.class, () -> output.last().clear());
    assertThrows(UnsupportedOperationException.class, () -> output.partitions().get(0).remove(0));
  }

  @Test
  void aStreamThatSlidesMoreSlowlyHasFewerBatches(SteppedContext stepped) {
    TestOutput<String> slow =
        stepped.output(
            input.stream()
                .reduceByWindow((a, b) -> a + b, Durations.seconds(2), Durations.seconds(2)));
    stepped.start();
    stepped.step(4);
    assertEquals(List.of(new Time(2000), new Time(4000)), slow.times());
    slow.assertBatches(List.of("abac"), List.of());
  }

  @Test
  void comparingExactlyAndInAnyOrder(SteppedContext stepped) {
    stepped.start();
    stepped.step(2);
    output.assertBatches(List.of("a", "b", "a"), List.of("c"));
    output.assertBatchesInAnyOrder(List.of("b", "a", "a"), List.of("c"));
    assertEquals(
        "Batch 1000 ms (number 1): expected [b, a, a], got [a, b, a].",
        differs(() -> output.assertBatches(List.of("b", "a", "a"), List.of("c"))));
    assertEquals(
        "Batch 1000 ms (number 1): expected [b, a] in any order, got [a, b, a].",
        differs(() -> output.assertBatchesInAnyOrder(List.of("b", "a"), List.of("c"))));
    assertEquals(
        "Batch 2000 ms (number 2): expected [], got [c].",
        differs(() -> output.assertBatches(List.of("a", "b", "a"), List.of())));
    assertEquals(
        "Expected 1 batches, got 2: [[a, b, a], [c]].",
        differs(() -> output.assertBatches(List.of("a", "b", "a"))));
    assertEquals(
        "Expected 3 batches, got 2: [[a, b, a], [c]].",
        differs(() -> output.assertBatches(List.of("a", "b", "a"), List.of("c"), List.of())));
  }

  private static String differs(Runnable comparison) {
    return assertThrows(AssertionError.class, comparison::run).getMessage();
  }

  @Test
  void anOutputThatFailsKeepsNothingOfItsBatchAndOthersGoOn(SteppedContext stepped) {
    TestOutput<String> other = stepped.output(input.stream());
    IOException ordered = new IOException("disk full");
    output.failAt(new Time(1000), ordered);
    stepped.start();
    assertSame(ordered, assertThrows(IOException.class, stepped::step));
    stepped.step();
    assertEquals(List.of(new Time(2000)), output.times());
    assertEquals(List.of(new Time(1000), new Time(2000)), other.times());
    Throwable late =
        assertThrows(IllegalStateException.class, () -> output.failAt(new Time(2000), ordered));
    assertTrue(late.getMessage().contains("batch 2000 ms has begun"), late.getMessage());
  }

  @Test
  void nullsAreRefused(SteppedContext stepped) {
    assertThrows(IllegalArgumentException.class, () -> stepped.output(null));
    assertThrows(IllegalArgumentException.class, () -> output.failAt(null, new IOException()));
    assertThrows(IllegalArgumentException.class, () -> output.failAt(new Time(1000), null));
  }
}
