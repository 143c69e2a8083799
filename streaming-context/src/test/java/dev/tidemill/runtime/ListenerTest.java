package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.dstream.source.Allocation;
import dev.tidemill.runtime.listen.ListenerBus;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.scheduler.BatchInfo;
import dev.tidemill.streaming.scheduler.OutputOperationInfo;
import dev.tidemill.streaming.scheduler.StreamInputInfo;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchSubmitted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerStreamingStarted;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What listeners hear, in which order, and that they can do no harm. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ListenerTest {
  private final ManualContext context = ManualContext.with();

  @AfterEach
  void closeContext() {
    context.close();
  }

  /** Writes down what it hears. */
  private static class Recorder implements StreamingListener {
    final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    final List<BatchInfo> completed = Collections.synchronizedList(new ArrayList<>());
    final List<OutputOperationInfo> outputs = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void onStreamingStarted(StreamingListenerStreamingStarted started) {
      heard.add("streaming started");
    }

    @Override
    public void onBatchSubmitted(StreamingListenerBatchSubmitted event) {
      BatchInfo batch = event.batchInfo();
      heard.add("submitted " + batch.batchTime().milliseconds());
      assertTrue(batch.processingStartTime().isEmpty());
      assertFalse(batch.outputOperationInfos().isEmpty());
    }

    @Override
    public void onBatchStarted(StreamingListenerBatchStarted event) {
      heard.add("started " + event.batchInfo().batchTime().milliseconds());
    }

    @Override
    public void onOutputOperationStarted(StreamingListenerOutputOperationStarted event) {
      heard.add("output " + event.outputOperationInfo().id() + " started");
    }

    @Override
    public void onOutputOperationCompleted(StreamingListenerOutputOperationCompleted event) {
      heard.add("output " + event.outputOperationInfo().id() + " completed");
      outputs.add(event.outputOperationInfo());
    }

    @Override
    public void onBatchCompleted(StreamingListenerBatchCompleted event) {
      heard.add("completed " + event.batchInfo().batchTime().milliseconds());
      completed.add(event.batchInfo());
    }
  }

  private Recorder recorder() {
    Recorder recorder = new Recorder();
    context.ssc.addStreamingListener(recorder);
    return recorder;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void oneBatchIsHeardInOrder(int outputs) {
    Recorder recorder = recorder();
    JavaDStream<Long> times = context.times();
    List<String> expected = new ArrayList<>();
    expected.addAll(List.of("streaming started", "submitted 1000", "started 1000"));
    for (int i = 0; i < outputs; i++) {
      context.record(times);
      expected.add("output " + i + " started");
      expected.add("output " + i + " completed");
    }
    expected.add("completed 1000");
    context.start();
    context.run(1);
    context.close();
    assertEquals(expected, recorder.heard);
    BatchInfo batch = recorder.completed.get(0);
    assertEquals(1, batch.numRecords());
    assertEquals(outputs, batch.outputOperationInfos().size());
    assertEquals(
        batch.schedulingDelay().get() + batch.processingDelay().get(), batch.totalDelay().get());
    assertTrue(recorder.outputs.stream().allMatch(output -> output.failureReason().isEmpty()));
    assertTrue(recorder.outputs.get(0).name().startsWith("foreachRDD"));
    List<String> calls = recorder.outputs.get(0).description().lines().toList();
    assertTrue(calls.size() > 1, "the calls that led to the output: " + calls);
  }

  @Test
  void everySourceReportsItsRecordsAQueueAtOnceAndFilesWhenTheyHaveBeenRead(@TempDir Path directory)
      throws IOException {
    List<StreamInputInfo> atSubmission = Collections.synchronizedList(new ArrayList<>());
    Recorder recorder =
        new Recorder() {
          @Override
          public void onBatchSubmitted(StreamingListenerBatchSubmitted event) {
            super.onBatchSubmitted(event);
            atSubmission.addAll(event.batchInfo().streamIdToInputInfo().values());
          }
        };
    context.ssc.addStreamingListener(recorder);
    JavaDStream<Integer> queue =
        context.ssc.queueStream(
            new LinkedList<>(List.of(context.ssc.sparkContext().parallelize(List.of(1, 2, 3)))));
    queue.foreachRDD(rdd -> rdd.count());
    JavaDStream<String> lines = context.ssc.textFileStream(directory.toString());
    lines.foreachRDD(rdd -> rdd.count());
    lines.foreachRDD(rdd -> rdd.count());
    Files.writeString(directory.resolve("a.txt"), "one\ntwo\n");
    context.start();
    context.run(1);
    context.close();
    assertEquals(List.of(3L, 0L), atSubmission.stream().map(StreamInputInfo::numRecords).toList());
    BatchInfo completed = recorder.completed.get(0);
    assertEquals(5, completed.numRecords());
    StreamInputInfo files = completed.streamIdToInputInfo().get(1);
    assertEquals(2, files.numRecords());
    assertEquals("1 file: a.txt", files.metadataDescription().get());
    assertEquals(
        List.of(directory.resolve("a.txt").toUri().getPath()),
        ((List<?>) files.metadata().get("files"))
            .stream().map(name -> URI.create(name.toString()).getPath()).toList());
  }

  @Test
  void aSourceThatKnowsNothingReportsNothing() {
    Recorder recorder = recorder();
    context.record(
        context.stream(
            new TimeSource() {
              @Override
              public Allocation allocate(Time batch) {
                return new Allocation(Allocation.UNKNOWN, "");
              }
            }));
    context.start();
    context.run(1);
    context.close();
    assertEquals(0, recorder.completed.get(0).numRecords());
    assertTrue(recorder.completed.get(0).streamIdToInputInfo().isEmpty());
  }

  @Test
  void aFailedOutputSaysWhyAndItsBatchCompletes() {
    Recorder recorder = recorder();
    JavaDStream<Long> times = context.times();
    times.foreachRDD(
        rdd -> {
          throw new IOException("disk full");
        });
    times.foreachRDD(
        rdd -> {
          throw new RuntimeException("mute") {
            private static final long serialVersionUID = 1L;

            @Override
            public String toString() {
              throw new IllegalStateException("cannot say");
            }
          };
        });
    context.record(times);
    context.start();
    context.run(1);
    context.close();
    String first = recorder.outputs.get(0).failureReason().get();
    assertTrue(first.startsWith("java.io.IOException: disk full"), first);
    assertTrue(first.contains("\tat "), first);
    String second = recorder.outputs.get(1).failureReason().get();
    assertTrue(second.contains(ListenerTest.class.getName()), second);
    assertTrue(recorder.outputs.get(2).failureReason().isEmpty());
    assertEquals(1, recorder.completed.size());
  }

  @Test
  void aListenerThatThrowsOrInterruptsItselfHearsTheRestAndSoDoOthers() {
    List<Long> heardByTheBad = Collections.synchronizedList(new ArrayList<>());
    context.ssc.addStreamingListener(
        new StreamingListener() {
          @Override
          public void onBatchCompleted(StreamingListenerBatchCompleted event) {
            heardByTheBad.add(event.batchInfo().batchTime().milliseconds());
            Thread.currentThread().interrupt();
            throw new NoSuchFieldError("bad listener") {
              private static final long serialVersionUID = 1L;

              @Override
              public String toString() {
                throw new IllegalStateException("cannot say");
              }
            };
          }
        });
    Recorder recorder = recorder();
    context.record(context.times());
    context.start();
    context.run(3);
    context.close();
    assertEquals(List.of(1000L, 2000L, 3000L), heardByTheBad);
    assertEquals(3, recorder.completed.size());
  }

  @Test
  void aListenerMayRemoveItselfInACallback() {
    Recorder once =
        new Recorder() {
          @Override
          public void onBatchCompleted(StreamingListenerBatchCompleted event) {
            super.onBatchCompleted(event);
            context.ssc.ssc().removeStreamingListener(this);
          }
        };
    context.ssc.addStreamingListener(once);
    Recorder recorder = recorder();
    context.record(context.times());
    context.start();
    context.run(1);
    Await.until("the first batch is heard", () -> recorder.completed.size() == 1);
    context.run(2);
    context.close();
    assertEquals(1, once.completed.size());
    assertEquals(3, recorder.completed.size());
  }

  @Test
  void aListenerAddedWhileBatchesRunHearsLaterOnes() {
    context.record(context.times());
    context.start();
    context.run(2);
    Recorder late = recorder();
    context.run(1);
    context.close();
    assertEquals("completed 3000", late.heard.get(late.heard.size() - 1));
    assertEquals(1, late.completed.size());
  }

  /** Blocks at its first event until it is interrupted, or the test lets it go. */
  private static final class Blocking implements StreamingListener {
    final CountDownLatch blocked = new CountDownLatch(1);
    final CountDownLatch go = new CountDownLatch(1);
    final CountDownLatch released = new CountDownLatch(1);

    @Override
    public void onStreamingStarted(StreamingListenerStreamingStarted started) {
      blocked.countDown();
      try {
        go.await();
      } catch (InterruptedException wanted) {
        released.countDown();
      }
    }
  }

  @Test
  void aListenerThatBlocksForEverHoldsNeitherOthersNorBatchesNorTheStop() throws Exception {
    Blocking blocking = new Blocking();
    context.ssc.addStreamingListener(blocking);
    Recorder recorder = recorder();
    context.record(context.times());
    context.start();
    Await.latch("the listener", blocking.blocked);
    context.run(10);
    Await.until("the other has heard all", () -> recorder.completed.size() == 10);
    context.close();
    Await.latch("the interrupt", blocking.released);
    EngineThreads.awaitNone();
  }

  @Test
  void anEndThatFindsTheQueueFullWaitsForRoomAndNotForItsTimeOut() throws Exception {
    ListenerBus bus = new ListenerBus();
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicLong heard = new AtomicLong();
    bus.add(
        new StreamingListener() {
          @Override
          public void onStreamingStarted(StreamingListenerStreamingStarted started) {
            told.countDown();
            try {
              Await.latch("the test", go);
            } catch (InterruptedException unexpected) {
              throw new AssertionError(unexpected);
            }
            heard.incrementAndGet();
          }
        });
    bus.post(new StreamingListenerStreamingStarted(0));
    Await.latch("the listener", told);
    for (int i = 1; i <= 10_000; i++) {
      bus.post(new StreamingListenerStreamingStarted(i));
    }
    Thread stopping = new Thread(() -> stop(bus));
    stopping.start();
    Await.until("the stop waits", () -> stopping.getState() == Thread.State.TIMED_WAITING);
    go.countDown();
    Await.end(stopping);
    assertEquals(10_001, heard.get());
    assertEquals(0, bus.dropped());
  }

  private static void stop(ListenerBus bus) {
    try {
      bus.stop(Long.MAX_VALUE / 1_000_000);
    } catch (InterruptedException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  @Test
  void whoeverWaitsForListenersIsToldIfOneBlocks() throws Exception {
    ListenerBus bus = new ListenerBus();
    assertTrue(bus.awaitHeard(1));
    Blocking blocking = new Blocking();
    List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    bus.add(blocking);
    bus.add(
        new StreamingListener() {
          @Override
          public void onStreamingStarted(StreamingListenerStreamingStarted started) {
            heard.add(started.time());
          }
        });
    bus.post(new StreamingListenerStreamingStarted(1));
    Await.latch("the listener", blocking.blocked);
    assertFalse(bus.awaitHeard(1));
    bus.remove(blocking); // and is not waited for any more
    bus.post(new StreamingListenerStreamingStarted(2));
    assertTrue(bus.awaitHeard(30_000));
    assertEquals(List.of(1L, 2L), heard);
    bus.stop(30_000);
    assertTrue(bus.awaitHeard(1));
    blocking.go.countDown();
  }

  @Test
  void whatWaitsForAListenerThatIsRemovedIsNotDelivered() throws Exception {
    ListenerBus bus = new ListenerBus();
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    StreamingListener slow =
        new StreamingListener() {
          @Override
          public void onStreamingStarted(StreamingListenerStreamingStarted started) {
            heard.add(started.time());
            told.countDown();
            try {
              Await.latch("the test", go);
            } catch (InterruptedException unexpected) {
              throw new AssertionError(unexpected);
            }
          }
        };
    bus.add(slow);
    bus.post(new StreamingListenerStreamingStarted(1));
    Await.latch("the listener", told);
    bus.post(new StreamingListenerStreamingStarted(2));
    bus.remove(slow);
    assertTrue(bus.isEmpty());
    go.countDown();
    Await.until(
        "the end of its thread",
        () -> EngineThreads.alive().stream().noneMatch(name -> name.contains("listener")));
    assertEquals(List.of(1L), heard);
  }

  @Test
  void whatFindsTheQueueFullIsCountedAndTheRestIsDelivered() throws Exception {
    ListenerBus bus = new ListenerBus();
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    List<Long> heard = Collections.synchronizedList(new ArrayList<>());
    bus.add(
        new StreamingListener() {
          @Override
          public void onStreamingStarted(StreamingListenerStreamingStarted started) {
            if (started.time() == 0) {
              blocked.countDown();
              try {
                Await.latch("the test", go);
              } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
              }
            }
            heard.add(started.time());
          }
        });
    bus.post(new StreamingListenerStreamingStarted(0));
    Await.latch("the listener", blocked);
    for (int i = 1; i <= 10_005; i++) {
      bus.post(new StreamingListenerStreamingStarted(i));
    }
    assertEquals(5, bus.dropped());
    go.countDown();
    bus.stop(30_000);
    assertEquals(10_001, heard.size());
    assertEquals(10_000, heard.get(10_000));
    bus.post(new StreamingListenerStreamingStarted(-1));
    assertEquals(10_001, heard.size());
  }
}
