package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What batches throw reaches those who wait, as it was thrown, every time they ask. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AwaitTerminationTest {
  static List<Throwable> anythingThatCanBeThrown() {
    return List.of(
        new IllegalStateException("unchecked"),
        new IOException("checked"),
        new NoSuchMethodError("error"),
        new InterruptedException("said by the program"),
        new RuntimeException("one that cannot print itself") {
          private static final long serialVersionUID = 1L;

          @Override
          public String toString() {
            throw new IllegalArgumentException("toString fails");
          }
        });
  }

  private static <T> T fail(Throwable thrown) throws Exception {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (Exception) thrown;
  }

  private static void throwsEveryTime(Throwable expected, ManualContext context) {
    for (int i = 0; i < 2; i++) {
      assertSame(expected, assertThrows(Throwable.class, context.ssc::awaitTermination));
      assertSame(
          expected,
          assertThrows(Throwable.class, () -> context.ssc.awaitTerminationOrTimeout(100)));
    }
  }

  @ParameterizedTest
  @MethodSource("anythingThatCanBeThrown")
  void whatAnOutputThrowsIsThrownEveryTimeAlsoAfterTheStopAndLaterBatchesGoOn(Throwable thrown) {
    try (ManualContext context = ManualContext.with()) {
      JavaDStream<Long> times = context.times();
      times.foreachRDD(
          (rdd, time) -> {
            if (time.milliseconds() == 1000) {
              fail(thrown);
            }
          });
      List<Long> batches = context.record(times);
      context.start();
      context.tick(1);
      throwsEveryTime(thrown, context);
      context.awaitCompleted(1);
      context.run(1);
      assertEquals(StreamingContextState.ACTIVE, context.ssc.getState());
      assertEquals(List.of(1000L, 2000L), batches);
      context.ssc.stop(true);
      throwsEveryTime(thrown, context);
    }
  }

  @ParameterizedTest
  @MethodSource("anythingThatCanBeThrown")
  void whatTransformThrowsIsThrownAndDiscardsTheBatchWithAllItsOutputs(Throwable thrown) {
    try (ManualContext context = ManualContext.with()) {
      JavaDStream<Long> times = context.times();
      List<Long> others = context.record(times);
      List<Long> batches =
          context.record(
              times.transform((rdd, time) -> time.milliseconds() == 1000 ? fail(thrown) : rdd));
      context.start();
      context.tick(1);
      throwsEveryTime(thrown, context);
      context.run(1);
      assertEquals(List.of(2000L), batches);
      assertEquals(List.of(2000L), others);
      context.ssc.stop(true);
      throwsEveryTime(thrown, context);
    }
  }

  @Test
  void aFailedTaskIsASparkExceptionWithWhatItThrewAsCause() {
    try (ManualContext context = ManualContext.with()) {
      IOException thrown = new IOException("in a task");
      context
          .times()
          .map(time -> AwaitTerminationTest.<Long>fail(thrown))
          .foreachRDD(rdd -> rdd.collect());
      context.start();
      context.tick(1);
      SparkException failed = assertThrows(SparkException.class, context.ssc::awaitTermination);
      assertTrue(failed.getMessage().contains("Job aborted due to stage failure"));
      assertSame(thrown, failed.getCause());
    }
  }

  @Test
  void whatASourceThrowsWhenItAllocatesIsThrownAndTheSameBatchIsAskedForAgain() {
    IOException thrown = new IOException("away for a moment");
    TimeSource source =
        new TimeSource() {
          private boolean failed;

          @Override
          public Allocation allocate(Time batch) throws Exception {
            if (!failed) {
              failed = true;
              throw thrown;
            }
            return super.allocate(batch);
          }
        };
    try (ManualContext context = ManualContext.with()) {
      List<Long> batches = context.record(context.stream(source));
      context.start();
      context.tick(1);
      throwsEveryTime(thrown, context);
      context.tick(1);
      context.awaitCompleted(2);
      assertEquals(List.of(1000L, 2000L), batches);
    }
  }

  @Test
  void theMostRecentFailureReplacesEarlierOnes() {
    try (ManualContext context = ManualContext.with()) {
      context.times().foreachRDD((rdd, time) -> fail(new IOException("at " + time)));
      context.start();
      context.run(3);
      Throwable last = assertThrows(IOException.class, context.ssc::awaitTermination);
      assertEquals("at 3000 ms", last.getMessage());
    }
  }

  @Test
  void aFailureStopsTheContextIfItIsToldSo() {
    try (ManualContext context = ManualContext.with("tidemill.batch.onFailure=stop")) {
      IOException thrown = new IOException("the first and the last");
      JavaDStream<Long> times = context.times();
      times.foreachRDD(rdd -> fail(thrown));
      List<Long> batches = context.record(times);
      context.start();
      context.tick(1);
      context.awaitStopped();
      throwsEveryTime(thrown, context);
      context.tick(2);
      assertEquals(List.of(1000L), batches);
      assertFalse(context.sparkContext.isStopped());
    }
  }

  @Test
  void aNegativeTimeoutIsRefusedAndZeroOnlyLooks() throws Exception {
    try (ManualContext context = ManualContext.with()) {
      context.record(context.times());
      Throwable refused =
          assertThrows(
              IllegalArgumentException.class, () -> context.ssc.awaitTerminationOrTimeout(-1));
      assertEquals(
          "awaitTerminationOrTimeout: timeout is -1 ms; use 0 or more.", refused.getMessage());
      assertFalse(context.ssc.awaitTerminationOrTimeout(0));
      context.start();
      assertFalse(context.ssc.awaitTerminationOrTimeout(0));
      assertFalse(context.ssc.awaitTerminationOrTimeout(1));
      context.ssc.stop(true);
      assertTrue(context.ssc.awaitTerminationOrTimeout(0));
    }
  }

  @Test
  void theLongestTimeoutDoesNotOverflow() throws Exception {
    try (ManualContext context = ManualContext.with()) {
      context.record(context.times());
      context.start();
      AtomicReference<Object> result = new AtomicReference<>();
      Thread waiter = waiting(() -> context.ssc.awaitTerminationOrTimeout(Long.MAX_VALUE), result);
      context.ssc.stop(true);
      Await.end(waiter);
      assertEquals(true, result.get());
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whoIsInterruptedWhileItWaitsGetsAnInterruptedException(boolean limited) throws Exception {
    try (ManualContext context = ManualContext.with()) {
      context.record(context.times());
      context.start();
      AtomicReference<Object> result = new AtomicReference<>();
      Thread waiter =
          waiting(
              () -> {
                if (limited) {
                  return context.ssc.awaitTerminationOrTimeout(1_000_000);
                }
                context.ssc.awaitTermination();
                return true;
              },
              result);
      waiter.interrupt();
      Await.end(waiter);
      assertInstanceOf(InterruptedException.class, result.get());
      context.run(1);
    }
  }

  private static Thread waiting(
      java.util.concurrent.Callable<Boolean> call, AtomicReference<Object> result) {
    Thread waiter =
        new Thread(
            () -> {
              try {
                result.set(call.call());
              } catch (Exception thrown) {
                result.set(thrown);
              }
            });
    waiter.start();
    Await.until(
        "it waits",
        () ->
            waiter.getState() == Thread.State.WAITING
                || waiter.getState() == Thread.State.TIMED_WAITING);
    return waiter;
  }
}
