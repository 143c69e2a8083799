package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.plan.Plan;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchSubmitted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which batches there are, and in which order things happen in them, on real threads. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BatchTimingTest {
  private static List<Long> times(long first, long last) {
    return LongStream.rangeClosed(first / 1000, last / 1000).map(i -> i * 1000).boxed().toList();
  }

  @ParameterizedTest
  @CsvSource({
    "10500, 10000, 11000",
    "11000, 11000, 12000",
    "10999, 10000, 11000",
    "0, 0, 1000",
    "-1, -1000, 0",
    "-2500, -3000, -2000"
  })
  void theFirstBatchIsTheFirstMultipleOfTheIntervalAfterNow(long now, long zero, long first) {
    AtomicLong zeroTime = new AtomicLong();
    TimeSource source =
        new TimeSource() {
          @Override
          public void start(SourceContext context) {
            zeroTime.set(context.zeroTime().milliseconds());
          }
        };
    try (ManualContext context = ManualContext.at(now)) {
      List<Long> batches = context.record(context.stream(source));
      context.start();
      context.clock.setTime(first - 1);
      context.clock.setTime(first);
      context.awaitCompleted(1);
      assertEquals(List.of(first), batches);
      assertEquals(zero, zeroTime.get());
    }
  }

  @Test
  void missedIntervalsRunEachInOrder() {
    try (ManualContext context = ManualContext.at(10_500)) {
      List<Long> batches = context.record(context.times());
      context.start();
      context.clock.advance(60_000);
      context.awaitCompleted(60);
      context.run(1);
      assertEquals(times(11_000, 71_000), batches);
    }
  }

  @Test
  void aClockThatIsSetBackRepeatsNothing() {
    try (ManualContext context = ManualContext.with()) {
      List<Long> batches = context.record(context.times());
      context.start();
      context.run(3);
      context.clock.setTime(500);
      context.clock.setTime(4000);
      context.awaitCompleted(4);
      assertEquals(times(1000, 4000), batches);
    }
  }

  @Test
  void aSharedParentIsTransformedOncePerBatch() {
    try (ManualContext context = ManualContext.with()) {
      AtomicInteger calls = new AtomicInteger();
      JavaDStream<Long> shared =
          context
              .times()
              .transform(
                  rdd -> {
                    calls.incrementAndGet();
                    return rdd;
                  });
      context.record(shared);
      context.record(shared.map(time -> time + 1));
      context.record(shared.filter(time -> true));
      context.start();
      context.run(5);
      assertEquals(5, calls.get());
    }
  }

  @Test
  void outputsRunInTheOrderOfRegistrationAndBatchesDoNotOverlap() {
    try (ManualContext context = ManualContext.with()) {
      JavaDStream<Long> times = context.times();
      List<String> order = Collections.synchronizedList(new ArrayList<>());
      for (String name : List.of("a", "b", "c")) {
        times.foreachRDD((rdd, time) -> order.add(name + " " + time.milliseconds()));
      }
      context.start();
      context.clock.advance(3000);
      context.awaitCompleted(3);
      assertEquals(
          List.of(
              "a 1000", "b 1000", "c 1000", "a 2000", "b 2000", "c 2000", "a 3000", "b 3000",
              "c 3000"),
          order);
    }
  }

  @Test
  void withConcurrentJobsOutputsOfOneBatchRunSideBySide() {
    try (ManualContext context = ManualContext.with("spark.streaming.concurrentJobs=3")) {
      JavaDStream<Long> times = context.times();
      CountDownLatch together = new CountDownLatch(3);
      for (int i = 0; i < 3; i++) {
        times.foreachRDD(
            rdd -> {
              together.countDown();
              Await.latch("the other outputs", together);
            });
      }
      context.start();
      context.run(1);
      assertEquals(0, context.runtime.failures());
    }
  }

  @Test
  void aBatchWithoutDatasetGivesNoEvents() {
    TimeSource everyOther =
        new TimeSource() {
          @Override
          public Optional<Plan<Long>> plan(Time batch) {
            return batch.milliseconds() % 2000 == 0 ? super.plan(batch) : Optional.empty();
          }
        };
    try (ManualContext context = ManualContext.with()) {
      List<Long> submitted = Collections.synchronizedList(new ArrayList<>());
      context.ssc.addStreamingListener(
          new StreamingListener() {
            @Override
            public void onBatchSubmitted(StreamingListenerBatchSubmitted batch) {
              submitted.add(batch.batchInfo().batchTime().milliseconds());
            }
          });
      List<Long> batches = context.record(context.stream(everyOther));
      context.start();
      context.tick(5);
      context.awaitCompleted(2);
      context.ssc.stop(true);
      assertEquals(List.of(2000L, 4000L), batches);
      assertEquals(List.of(2000L, 4000L), submitted);
    }
  }

  @Test
  void whileAnOutputBlocksNoMoreThanMaxPendingIsAllocatedAndNothingIsSkipped() throws Exception {
    TimeSource source = new TimeSource();
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ManualContext context = ManualContext.with("tidemill.batches.maxPending=20")) {
      JavaDStream<Long> times = context.stream(source);
      times.foreachRDD(
          rdd -> {
            running.countDown();
            Await.latch("the test", go);
          });
      List<Long> batches = context.record(times);
      context.start();
      context.tick(1);
      Await.latch("the output", running);
      context.tick(4999);
      Await.until("all there is room for", () -> allocations(source) == 20);
      go.countDown();
      context.awaitCompleted(5000);
      assertEquals(times(1000, 5_000_000), batches);
      // At each allocation, what was allocated and not yet over.
      long done = 0;
      long allocated = 0;
      for (String call : List.copyOf(source.calls)) {
        if (call.startsWith("allocate")) {
          allocated++;
          assertTrue(allocated - done <= 21, allocated + " allocated, " + done + " done");
        } else if (call.startsWith("done")) {
          done = Long.parseLong(call.substring(5)) / 1000;
        }
      }
    }
  }

  private static long allocations(TimeSource source) {
    synchronized (source.calls) {
      return source.calls.stream().filter(call -> call.startsWith("allocate")).count();
    }
  }
}
