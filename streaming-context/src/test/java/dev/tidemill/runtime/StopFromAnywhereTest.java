package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchStarted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stop returns wherever it is called from, and the context ends. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class StopFromAnywhereTest {
  private final ManualContext context = ManualContext.with();

  @AfterEach
  void nothingIsLeft() {
    context.close();
    assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
    assertTrue(context.sparkContext.isStopped());
    EngineThreads.awaitNone();
  }

  @Test
  void beforeTheStartItStopsAtOnceAndTheSparkContextIfAsked() throws Exception {
    context.record(context.times());
    context.ssc.stop(false);
    assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
    assertFalse(context.sparkContext.isStopped());
    context.ssc.awaitTermination();
    context.ssc.stop(true, true);
    assertTrue(context.sparkContext.isStopped());
  }

  @Test
  void twiceIsNoException() {
    context.record(context.times());
    context.start();
    context.run(1);
    context.ssc.stop(false, true);
    context.ssc.stop(false, true);
    context.ssc.stop(false, false);
    assertFalse(context.sparkContext.isStopped());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fromEightThreadsAtOnceAllReturnAfterTheEnd(boolean graceful) throws Exception {
    context.record(context.times());
    context.start();
    context.run(1);
    CyclicBarrier together = new CyclicBarrier(8);
    List<StreamingContextState> states = Collections.synchronizedList(new ArrayList<>());
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      boolean stopsSparkContext = i == 3;
      Thread thread =
          new Thread(
              () -> {
                try {
                  together.await();
                } catch (Exception broken) {
                  throw new AssertionError(broken);
                }
                context.ssc.stop(stopsSparkContext, graceful);
                states.add(context.ssc.getState());
              });
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      Await.end(thread);
    }
    assertEquals(Collections.nCopies(8, StreamingContextState.STOPPED), states);
    assertTrue(context.sparkContext.isStopped());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fromAnOutputItReturnsAtOnceAndTheBatchIsFinished(boolean graceful) throws Exception {
    JavaDStream<Long> times = context.times();
    AtomicReference<StreamingContextState> inside = new AtomicReference<>();
    times.foreachRDD(
        rdd -> {
          context.ssc.stop(true, graceful);
          inside.compareAndSet(null, context.ssc.getState());
        });
    List<Long> batches = context.record(times);
    context.start();
    context.tick(1);
    context.ssc.awaitTermination();
    assertEquals(StreamingContextState.ACTIVE, inside.get());
    assertEquals(graceful ? List.of(1000L, 2000L) : List.of(1000L), batches);
    assertTrue(context.sparkContext.isStopped());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fromTransformItReturnsAtOnce(boolean graceful) throws Exception {
    AtomicBoolean returned = new AtomicBoolean();
    List<Long> batches =
        context.record(
            context
                .times()
                .transform(
                    rdd -> {
                      context.ssc.stop(true, graceful);
                      returned.set(true);
                      return rdd;
                    }));
    context.start();
    context.tick(1);
    context.ssc.awaitTermination();
    assertTrue(returned.get());
    assertEquals(graceful ? List.of(1000L, 2000L) : List.of(), batches);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fromATaskItReturnsAtOnceAndTheBatchIsFinished(boolean graceful) throws Exception {
    JavaDStream<Long> mapped =
        context
            .times()
            .map(
                time -> {
                  context.ssc.stop(true, graceful);
                  return time + 1;
                });
    List<List<Long>> batches = Collections.synchronizedList(new ArrayList<>());
    mapped.foreachRDD(rdd -> batches.add(rdd.collect()));
    context.start();
    context.tick(1);
    context.ssc.awaitTermination();
    assertEquals(
        graceful ? List.of(List.of(1001L), List.of(2001L)) : List.of(List.of(1001L)), batches);
  }

  @Test
  void fromATaskOnAHelperItReturnsAtOnceWhileTheSubmitterWaitsForThatTask() throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    List<Integer> records = Collections.synchronizedList(new ArrayList<>());
    context
        .times()
        .foreachRDD(
            rdd -> {
              JavaSparkContext datasets = new JavaSparkContext(rdd.rdd().context());
              datasets
                  .parallelize(List.of(0, 1), 2)
                  .foreach(
                      record -> {
                        // The submitter has the first task and waits here for a helper.
                        if (record == 0) {
                          Await.latch("the stop", stopped);
                        } else {
                          context.ssc.stop(true, false);
                          stopped.countDown();
                        }
                        records.add(record);
                      });
            });
    context.start();
    context.tick(1);
    context.ssc.awaitTermination();
    assertEquals(Set.of(0, 1), Set.copyOf(records));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fromAListenerItReturnsAtOnce(boolean graceful) throws Exception {
    CountDownLatch returned = new CountDownLatch(1);
    context.ssc.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onBatchStarted(StreamingListenerBatchStarted started) {
            context.ssc.stop(true, graceful);
            returned.countDown();
          }
        });
    context.record(context.times());
    context.start();
    context.tick(1);
    Await.latch("the stop returns", returned);
    context.ssc.awaitTermination();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void fromAThreadOfASourceItReturnsThoughTheSourceWaitsForThatThread(boolean graceful)
      throws Exception {
    TimeSource source =
        new TimeSource() {
          private Thread thread;

          @Override
          public void start(dev.tidemill.dstream.source.SourceContext started) {
            thread = new EngineThread(() -> context.ssc.stop(true, graceful), "tidemill-source");
          }

          @Override
          public Allocation allocate(Time batch) throws Exception {
            if (batch.milliseconds() == 1000) {
              thread.start();
            }
            return super.allocate(batch);
          }

          @Override
          public void stop() throws Exception {
            Await.end(thread);
          }
        };
    context.record(context.stream(source));
    context.start();
    context.tick(1);
    context.ssc.awaitTermination();
  }

  @ParameterizedTest
  @ValueSource(strings = {"allocate", "stop"})
  void fromACallToASourceItReturns(String where) throws Exception {
    TimeSource source =
        new TimeSource() {
          @Override
          public Allocation allocate(Time batch) throws Exception {
            if (where.equals("allocate")) {
              context.close();
            }
            return super.allocate(batch);
          }

          @Override
          public void stop() {
            context.close();
          }
        };
    context.record(context.stream(source));
    context.start();
    context.tick(1);
    if (where.equals("stop")) {
      context.close();
    }
    context.ssc.awaitTermination();
  }

  @Test
  void whoIsInterruptedWhileItWaitsReturnsAndTheContextGoesOnStopping() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    context
        .times()
        .foreachRDD(
            rdd -> {
              running.countDown();
              Await.latch("the test", go);
            });
    context.start();
    context.tick(1);
    Await.latch("the output", running);
    AtomicBoolean flag = new AtomicBoolean();
    Thread stopper =
        new Thread(
            () -> {
              context.ssc.stop(false, true);
              flag.set(Thread.currentThread().isInterrupted());
            });
    stopper.start();
    Await.until("the stop waits", () -> stopper.getState() == Thread.State.WAITING);
    stopper.interrupt();
    Await.end(stopper);
    assertTrue(flag.get());
    assertEquals(StreamingContextState.ACTIVE, context.ssc.getState());
    go.countDown();
    context.ssc.awaitTermination();
  }

  @Test
  void anOutputThatBlocksForEverIsInterruptedWhenSomebodyWaits() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    context
        .times()
        .foreachRDD(
            rdd -> {
              running.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException wanted) {
                interrupted.countDown();
                throw wanted;
              }
            });
    context.start();
    context.tick(1);
    Await.latch("the output", running);
    context.ssc.stop(true, false);
    Await.latch("the interrupt", interrupted);
    context.ssc.awaitTermination();
    assertEquals(1, context.runtime.unfinishedBatches(), "the stop says what it left behind");
  }

  @Test
  void aGracefulStopRunsWhatHasBeenReceivedAndNoMore() {
    TimeSource source = new TimeSource();
    List<Long> batches = context.record(context.stream(source));
    context.start();
    context.run(2);
    context.clock.advance(400);
    context.ssc.stop(false, true);
    assertEquals(List.of(1000L, 2000L, 3000L), batches);
    assertEquals(
        List.of("stop", "allocate 3000", "done 3000"),
        source.calls.subList(source.calls.size() - 3, source.calls.size()));
  }

  @Test
  void aListenerHearsTheLastBatchBeforeTheStopReturns() {
    List<Long> completed = Collections.synchronizedList(new ArrayList<>());
    context.ssc.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onBatchCompleted(StreamingListenerBatchCompleted batch) {
            completed.add(batch.batchInfo().batchTime().milliseconds());
          }
        });
    context.record(context.times());
    context.start();
    context.run(1);
    context.ssc.stop(false, true);
    assertEquals(List.of(1000L, 2000L), completed);
  }
}
