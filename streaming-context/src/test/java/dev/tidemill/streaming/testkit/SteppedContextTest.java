package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The test kit itself: each step is one batch, on the calling thread. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SteppedContextTest {
  private static JavaDStream<String> empty(SteppedContext stepped) {
    Queue<JavaRDD<String>> queue = new LinkedList<>();
    return stepped.context().queueStream(queue);
  }

  @Test
  void eachStepRunsOneBatchOnTheCallingThreadBeforeItReturns() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(2))) {
      List<Time> times = new ArrayList<>();
      List<Thread> threads = new ArrayList<>();
      empty(stepped)
          .foreachRDD(
              (rdd, time) -> {
                times.add(time);
                threads.add(Thread.currentThread());
              });
      stepped.start();
      assertEquals(List.of(), times);
      stepped.step();
      assertEquals(List.of(new Time(2000)), times);
      assertEquals(new Time(2000), stepped.time());
      stepped.step(2);
      assertEquals(List.of(new Time(2000), new Time(4000), new Time(6000)), times);
      threads.forEach(thread -> assertSame(Thread.currentThread(), thread));
    }
  }

  @Test
  void aClockThatJumpsMakesTheNextStepRunAllBatchesInOrder() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      List<Time> times = new ArrayList<>();
      empty(stepped).foreachRDD((rdd, time) -> times.add(time));
      stepped.start();
      stepped.clock().advance(2000);
      stepped.step();
      assertEquals(List.of(new Time(1000), new Time(2000), new Time(3000)), times);
    }
  }

  @Test
  void aStepThrowsWhatItsBatchThrewAndTheNextGoesOn() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      IOException thrown = new IOException("in batch 1000");
      List<Time> times = new ArrayList<>();
      empty(stepped)
          .foreachRDD(
              (rdd, time) -> {
                times.add(time);
                if (time.milliseconds() == 1000) {
                  throw thrown;
                }
              });
      stepped.start();
      assertSame(thrown, assertThrows(IOException.class, stepped::step));
      stepped.step();
      assertEquals(List.of(new Time(1000), new Time(2000)), times);
    }
  }

  @Test
  void aStepBeforeTheStartIsRefusedAndMovesNothing() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      Throwable refused = assertThrows(IllegalStateException.class, stepped::step);
      assertTrue(refused.getMessage().contains("INITIALIZED"), refused.getMessage());
      assertEquals(new Time(0), stepped.time());
    }
  }

  @Test
  void aBatchMayStopItsContextAndStepsAreRefusedFromThenOn() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      List<Time> times = new ArrayList<>();
      JavaDStream<String> stream = empty(stepped);
      stream.foreachRDD(rdd -> stepped.context().stop(true, false));
      stream.foreachRDD((rdd, time) -> times.add(time));
      stepped.start();
      stepped.step();
      assertEquals(List.of(new Time(1000)), times);
      assertEquals(StreamingContextState.STOPPED, stepped.context().getState());
      assertThrows(IllegalStateException.class, stepped::step);
    }
  }

  @Test
  void aGracefulStopRunsTheLastBatch() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      List<Time> times = new ArrayList<>();
      empty(stepped).foreachRDD((rdd, time) -> times.add(time));
      stepped.start();
      stepped.step();
      stepped.context().stop(false, true);
      assertEquals(List.of(new Time(1000), new Time(2000)), times);
    }
  }
}
