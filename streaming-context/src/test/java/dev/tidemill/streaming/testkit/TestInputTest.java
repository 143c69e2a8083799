package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import dev.tidemill.streaming.testkit.junit.Stepped;
import dev.tidemill.util.LongAccumulator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Inputs that a test feeds, and the failures it orders. */
@Stepped
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TestInputTest {
  private static final Time FIRST = new Time(1000);
  private static final Time SECOND = new Time(2000);
  private static final IOException ORDERED = new IOException("ordered");

  private TestInput<Integer> input;
  private TestOutput<Integer> output;

  @BeforeEach
  void fromInputToOutput(SteppedContext stepped) {
    input = stepped.input();
    output = stepped.output(input.stream());
  }

  @Test
  void eachCallIsAPartitionOfTheNextBatch(SteppedContext stepped) {
    input.add(1, 2).add(3);
    stepped.start();
    stepped.step();
    input.addPartition(List.of(4));
    stepped.step();
    assertEquals(
        List.of(List.of(List.of(1, 2), List.of(3)), List.of(List.of(4))), output.partitions());
  }

  @Test
  void batchesCanBeFedAhead(SteppedContext stepped) {
    input.add(1).endBatch().endBatch().add(2).add(3).endBatch().add(4);
    stepped.start();
    stepped.step(5);
    output.assertBatches(List.of(1), List.of(), List.of(2, 3), List.of(4), List.of());
  }

  @Test
  void aBatchForWhichNothingWasAddedHasNoPartitionAndAPartitionMayBeEmpty(SteppedContext stepped) {
    stepped.start();
    stepped.step();
    input.add();
    stepped.step();
    assertEquals(List.of(List.of(), List.of(List.of())), output.partitions());
  }

  @Test
  void aBatchMayHaveNoDatasetAtAll(SteppedContext stepped) {
    input.endBatchWithoutDataset().add(1);
    stepped.start();
    stepped.step(2);
    assertEquals(List.of(SECOND), output.times());
    output.assertBatches(List.of(1));
  }

  @Test
  void aBatchThatHasPartitionsHasADataset() {
    input.add(1);
    Throwable refused =
        assertThrows(IllegalStateException.class, () -> input.endBatchWithoutDataset());
    assertTrue(refused.getMessage().contains("1 partitions have been added"));
  }

  @Test
  void aPartitionIsACopyOfItsListAndMayHoldNulls(SteppedContext stepped) {
    List<Integer> list = new ArrayList<>(Arrays.asList(1, null));
    input.addPartition(list).add((Integer) null);
    list.clear();
    stepped.start();
    stepped.step();
    assertEquals(Arrays.asList(1, null, null), output.last());
  }

  @Test
  void aFunctionThatChangesARecordChangesACopy(SteppedContext stepped) {
    TestInput<List<Integer>> lists = stepped.input();
    TestOutput<Integer> first = stepped.output(lists.stream().map(list -> list.remove(0)));
    TestOutput<Integer> again = stepped.output(lists.stream().map(list -> list.remove(0)));
    List<Integer> given = new ArrayList<>(List.of(1, 2));
    lists.add(given);
    stepped.start();
    stepped.step();
    assertEquals(List.of(1), first.last());
    assertEquals(List.of(1), again.last());
    assertEquals(List.of(1, 2), given);
  }

  @Test
  void listenersHearHowManyRecordsThereWereBeforeTheStepReturns(SteppedContext stepped) {
    List<Long> counts = new ArrayList<>();
    stepped
        .context()
        .addStreamingListener(
            new StreamingListener() {
              @Override
              public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
                counts.add(completed.batchInfo().numRecords());
              }
            });
    input.add(1, 2).add(3);
    stepped.start();
    stepped.step();
    assertEquals(List.of(3L), counts);
    stepped.step();
    assertEquals(List.of(3L, 0L), counts);
  }

  @Test
  void anAllocationThatFailsIsAskedAgainAndLosesNothing(SteppedContext stepped) {
    input.failAllocation(FIRST, ORDERED);
    input.failAllocation(FIRST, ORDERED);
    input.add(1).endBatch().add(2);
    stepped.start();
    assertSame(ORDERED, assertThrows(IOException.class, stepped::step));
    assertSame(ORDERED, assertThrows(IOException.class, stepped::step));
    assertEquals(List.of(), output.times());
    stepped.step();
    assertEquals(List.of(FIRST, SECOND, new Time(3000)), output.times());
    output.assertBatches(List.of(1), List.of(2), List.of());
  }

  @Test
  void aBatchThatCannotBePlannedIsLeftOutAndLaterOnesGoOn(SteppedContext stepped) {
    input.failPlanning(FIRST, ORDERED);
    input.add(1).endBatch().add(2);
    stepped.start();
    assertSame(ORDERED, assertThrows(IOException.class, stepped::step));
    stepped.step();
    assertEquals(List.of(SECOND), output.times());
    output.assertBatches(List.of(2));
  }

  @Test
  void aTaskFailsAfterItsRecordsAndItsJobWithIt(SteppedContext stepped) {
    List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
    input.failTask(FIRST, 1, ORDERED);
    input.stream().foreachRDD(rdd -> rdd.foreach(seen::add));
    input.add(1).add(2, 3);
    stepped.start();
    // The first output meets the failure; the second one reads again.
    Throwable failed = assertThrows(SparkException.class, stepped::step);
    assertSame(ORDERED, failed.getCause());
    assertEquals(List.of(), output.times());
    assertEquals(List.of(1, 2, 3), seen.stream().sorted().toList());
  }

  @Test
  @Stepped(settings = "spark.master=local[2,3]")
  void aTaskThatFailsLessOftenThanItIsTriedCountsOnce(SteppedContext stepped) {
    failsTwiceAndCountsOnce(stepped);
  }

  @Test
  @Stepped(settings = {"spark.master=local[2,3]", "tidemill.engine=reference"})
  void soItDoesOnTheReferenceEngine(SteppedContext stepped) {
    failsTwiceAndCountsOnce(stepped);
  }

  private void failsTwiceAndCountsOnce(SteppedContext stepped) {
    LongAccumulator sum = stepped.context().sparkContext().sc().longAccumulator();
    TestOutput<Integer> added =
        stepped.output(
            input.stream()
                .map(
                    n -> {
                      sum.add(n);
                      return n;
                    }));
    input.failTask(FIRST, 0, ORDERED); // the first output's
    input.failTask(FIRST, 0, ORDERED);
    input.failTask(SECOND, 0, ORDERED); // of no consequence for the first batch
    input.add(1, 2);
    stepped.start();
    stepped.step();
    assertEquals(List.of(1, 2), output.last());
    assertEquals(List.of(1, 2), added.last());
    assertEquals(3, sum.value());
  }

  @Test
  void aFailureIsOrderedBeforeItsBatch(SteppedContext stepped) {
    stepped.start();
    stepped.step();
    refused(() -> input.failAllocation(FIRST, ORDERED));
    refused(() -> input.failPlanning(FIRST, ORDERED));
    refused(() -> input.failTask(FIRST, 0, ORDERED));
  }

  private static void refused(Runnable call) {
    Throwable refused = assertThrows(IllegalStateException.class, call::run);
    assertTrue(refused.getMessage().contains("batch 1000 ms has been allocated"));
  }

  @Test
  void aFailureIsOrderedForATimeThatHasABatch() {
    assertEquals(
        "failPlanning: there is no batch at 1500 ms; use the time of one, 1000 ms or a multiple of"
            + " it.",
        assertThrows(
                IllegalArgumentException.class, () -> input.failPlanning(new Time(1500), ORDERED))
            .getMessage());
    for (Time none : List.of(new Time(0), new Time(-1000), new Time(1001))) {
      assertThrows(IllegalArgumentException.class, () -> input.failAllocation(none, ORDERED));
      assertThrows(IllegalArgumentException.class, () -> input.failTask(none, 0, ORDERED));
      assertThrows(IllegalArgumentException.class, () -> output.failAt(none, ORDERED));
    }
  }

  @Test
  void nullsAndPartitionsBelowZeroAreRefused() {
    for (Runnable call :
        List.<Runnable>of(
            () -> input.addPartition(null),
            () -> input.failAllocation(null, ORDERED),
            () -> input.failAllocation(FIRST, null),
            () -> input.failPlanning(null, ORDERED),
            () -> input.failPlanning(FIRST, null),
            () -> input.failTask(null, 0, ORDERED),
            () -> input.failTask(FIRST, 0, null),
            () -> input.failTask(FIRST, -1, ORDERED))) {
      assertThrows(IllegalArgumentException.class, call::run);
    }
  }
}
