package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The test kit itself: each step is one batch, on the calling thread. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SteppedContextTest {
  private static JavaDStream<String> empty(SteppedContext stepped) {
    return stepped.<String>input().stream();
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

  @Test
  void listenersHaveHeardOfTheBatchWhenTheStepReturns() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      List<Time> completed = new ArrayList<>();
      stepped
          .context()
          .addStreamingListener(
              new StreamingListener() {
                @Override
                public void onBatchCompleted(StreamingListenerBatchCompleted event) {
                  completed.add(event.batchInfo().batchTime());
                }
              });
      empty(stepped).foreachRDD(rdd -> {});
      stepped.start();
      for (int i = 1; i <= 100; i++) {
        stepped.step();
        assertEquals(i, completed.size());
      }
    }
  }

  @Test
  void aListenerThatWaitsForTheTestIsNotWaitedForForEver() {
    CountDownLatch afterTheStep = new CountDownLatch(1);
    try (SteppedContext stepped =
        SteppedContext.of(SteppedContext.settings(), Durations.seconds(1), 20)) {
      stepped
          .context()
          .addStreamingListener(
              new StreamingListener() {
                @Override
                public void onBatchCompleted(StreamingListenerBatchCompleted event) {
                  try {
                    afterTheStep.await();
                  } catch (InterruptedException unexpected) {
                    throw new AssertionError(unexpected);
                  }
                }
              });
      empty(stepped).foreachRDD(rdd -> {});
      stepped.start();
      Throwable refused = assertThrows(IllegalStateException.class, stepped::step);
      assertTrue(refused.getMessage().contains("batch 1000 ms within 20 ms"));
      afterTheStep.countDown();
    }
  }

  @Test
  void theSettingsAreThoseThatAreGivenAndNoOthers() {
    SparkConf conf = SteppedContext.settings().set("spark.default.parallelism", "5");
    try (SteppedContext stepped = SteppedContext.of(conf, Durations.seconds(1))) {
      assertEquals(5, stepped.context().sparkContext().defaultParallelism());
      assertEquals(
          "stepped", stepped.context().ssc().sparkContext().getConf().get("spark.app.name"));
    }
  }

  @Test
  void tenThousandBatchesRunOneAfterAnother() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<Integer> input = stepped.input();
      int[] sums = new int[2];
      input.stream()
          .mapToPair(n -> new Tuple2<>(n % 2, n))
          .reduceByKey(Integer::sum)
          .foreachRDD(rdd -> rdd.collect().forEach(sum -> sums[sum._1] += sum._2));
      stepped.start();
      for (int i = 0; i < 10_000; i++) {
        input.add(i % 10, i % 10 + 1);
        stepped.step();
      }
      assertEquals(new Time(10_000_000), stepped.time());
      assertEquals(50_000, sums[0]);
      assertEquals(50_000, sums[1]);
    }
  }
}
