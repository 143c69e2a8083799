package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** What may be called in which state, and what state it leaves. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LifeCycleTest {
  @AfterEach
  void anotherContextCanRun() {
    try (ManualContext other = ManualContext.with()) {
      List<Long> batches = other.record(other.times());
      other.start();
      other.run(1);
      assertEquals(List.of(1000L), batches);
    }
    EngineThreads.awaitNone();
  }

  private static void refuses(Class<? extends Throwable> type, String message, Executable call) {
    Throwable refused = assertThrows(type, call);
    assertEquals(type, refused.getClass());
    assertTrue(String.valueOf(refused.getMessage()).contains(message), refused.getMessage());
  }

  private static ManualContext started() {
    ManualContext context = ManualContext.with();
    context.record(context.times());
    context.start();
    return context;
  }

  @Test
  void aLifeLeadsFromInitializedOverActiveToStopped() {
    try (ManualContext context = ManualContext.with()) {
      context.record(context.times());
      assertEquals(StreamingContextState.INITIALIZED, context.ssc.getState());
      context.start();
      assertEquals(StreamingContextState.ACTIVE, context.ssc.getState());
      context.ssc.stop(false);
      assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
    }
  }

  @Test
  void aBatchDurationThatIsNullOrNotPositiveIsRefused() {
    SparkConf conf = new SparkConf(false).setMaster("local").setAppName("test");
    refuses(
        IllegalArgumentException.class,
        "Batch duration for StreamingContext cannot be null",
        () -> new JavaStreamingContext(conf, null).close());
    refuses(
        IllegalArgumentException.class,
        "0 ms; use 1 ms to",
        () -> new JavaStreamingContext(conf, new Duration(0)).close());
    refuses(
        IllegalArgumentException.class,
        "-1 ms; use 1 ms to",
        () -> new JavaStreamingContext(conf, new Duration(-1)).close());
  }

  @Test
  void aMissingMasterNameOrConfIsRefused() {
    Duration second = Durations.seconds(1);
    refuses(
        IllegalArgumentException.class,
        "master is null",
        () -> new JavaStreamingContext(null, "test", second).close());
    refuses(
        IllegalArgumentException.class,
        "appName is empty",
        () -> new JavaStreamingContext("local", " ", second).close());
    refuses(
        IllegalArgumentException.class,
        "conf is null",
        () -> new JavaStreamingContext((SparkConf) null, second).close());
  }

  @Test
  void aStartWithoutOutputIsRefusedAndStops() {
    try (ManualContext context = ManualContext.with()) {
      context.times();
      refuses(
          IllegalArgumentException.class,
          "No output operations registered, so nothing to execute",
          context::start);
      assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
      assertFalse(context.sparkContext.isStopped());
      refuses(IllegalStateException.class, "already been stopped", context::start);
    }
  }

  @Test
  void aStartOnAStoppedSparkContextIsRefused() {
    try (ManualContext context = ManualContext.with()) {
      context.record(context.times());
      context.sparkContext.stop();
      refuses(IllegalStateException.class, "has been stopped", context::start);
      assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
    }
  }

  @Test
  void aSecondStartIsNoException() {
    try (ManualContext context = started()) {
      context.start();
      assertEquals(StreamingContextState.ACTIVE, context.ssc.getState());
      context.run(2);
    }
  }

  @Test
  void aStartAfterAStopIsRefused() {
    ManualContext context = started();
    context.close();
    refuses(
        IllegalStateException.class, "StreamingContext has already been stopped", context::start);
    assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
  }

  @Test
  void aSecondActiveContextIsRefusedNamingTheFirstAndCanStartLater() {
    try (ManualContext second = ManualContext.with()) {
      List<Long> batches = second.record(second.times());
      try (ManualContext first = started()) {
        refuses(
            IllegalStateException.class,
            "Only one StreamingContext may be started in this JVM",
            second::start);
        Throwable again = assertThrows(IllegalStateException.class, second::start);
        assertTrue(again.getMessage().contains("was started at "), again.getMessage());
        assertEquals(StreamingContextState.INITIALIZED, second.ssc.getState());
        first.run(1);
      }
      second.start();
      second.run(1);
      assertEquals(List.of(1000L), batches);
    }
  }

  @Test
  void nothingCanBeAddedAfterTheStart() {
    try (ManualContext context = ManualContext.with()) {
      JavaDStream<Long> times = context.times();
      List<Long> batches = context.record(times);
      context.start();
      String message = "operations after starting a context is not supported";
      refuses(IllegalStateException.class, message, context::times);
      refuses(IllegalStateException.class, message, () -> times.map(time -> time));
      refuses(IllegalStateException.class, message, times::print);
      context.run(1);
      assertEquals(List.of(1000L), batches);
    }
  }

  @Test
  void nothingCanBeAddedAfterAStop() {
    ManualContext context = ManualContext.with();
    JavaDStream<Long> times = context.times();
    context.close();
    String message = "operations after stopping a context is not supported";
    refuses(IllegalStateException.class, message, context::times);
    refuses(IllegalStateException.class, message, () -> times.filter(time -> true));
    refuses(IllegalStateException.class, message, () -> times.foreachRDD(rdd -> {}));
  }

  @Test
  void rememberIsTakenOnceAndMustBePositive() {
    try (ManualContext context = ManualContext.with()) {
      refuses(IllegalArgumentException.class, "duration is null", () -> context.ssc.remember(null));
      refuses(
          IllegalArgumentException.class,
          "0 ms; use 1 ms or more",
          () -> context.ssc.remember(new Duration(0)));
      context.ssc.remember(Durations.seconds(3));
      refuses(
          IllegalArgumentException.class,
          "Remember duration already set as 3000 ms. Cannot set it again.",
          () -> context.ssc.remember(Durations.seconds(4)));
    }
  }

  @Test
  void aNullListenerIsRefused() {
    try (ManualContext context = ManualContext.with()) {
      refuses(
          IllegalArgumentException.class,
          "streamingListener is null",
          () -> context.ssc.addStreamingListener(null));
    }
  }

  @Test
  void whenASourceFailsToStartTheOthersAreStoppedAndTheContextToo() {
    TimeSource first = new TimeSource();
    TimeSource failing =
        new TimeSource() {
          @Override
          public void start(SourceContext context) throws Exception {
            super.start(context);
            throw new IOException("no such port");
          }
        };
    TimeSource last = new TimeSource();
    try (ManualContext context = ManualContext.with()) {
      context.record(context.stream(first));
      context.record(context.stream(failing));
      context.record(context.stream(last));
      refuses(IOException.class, "no such port", context::start);
      assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
      assertEquals(List.of("start", "stop"), first.calls);
      assertEquals(List.of("start", "stop"), failing.calls);
      assertEquals(List.of(), last.calls);
      refuses(IllegalStateException.class, "already been stopped", context::start);
    }
  }

  @Test
  void aSourceThatCannotBeStoppedDoesNotHideWhyTheStartFailed() {
    TimeSource stubborn =
        new TimeSource() {
          @Override
          public void start(SourceContext context) throws Exception {
            throw new IOException("why the start failed");
          }

          @Override
          public void stop() {
            throw new NoClassDefFoundError("and it cannot be stopped");
          }
        };
    TimeSource other = new TimeSource();
    try (ManualContext context = ManualContext.with()) {
      context.record(context.stream(other));
      context.record(context.stream(stubborn));
      refuses(IOException.class, "why the start failed", context::start);
      assertEquals(List.of("start", "stop"), other.calls);
      assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
    }
  }

  @Test
  void aStopWhileTheContextStartsTakesEffectWhenItHasStarted() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TimeSource slow =
        new TimeSource() {
          @Override
          public void start(SourceContext context) throws Exception {
            super.start(context);
            starting.countDown();
            Await.latch("the test", go);
          }
        };
    ManualContext context = ManualContext.with();
    context.record(context.stream(slow));
    Thread starter = new Thread(context::start, "starter");
    starter.start();
    Await.latch("the start", starting);
    Thread stopper = new Thread(context::close, "stopper");
    stopper.start();
    Await.until("the stop waits", () -> stopper.getState() == Thread.State.WAITING);
    assertEquals(StreamingContextState.INITIALIZED, context.ssc.getState());
    go.countDown();
    Await.end(stopper);
    Await.end(starter);
    assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
    assertEquals(List.of("start", "stop"), slow.calls);
    assertTrue(context.sparkContext.isStopped());
  }

  @Test
  void aSourceMayStopTheContextWhileItStarts() {
    ManualContext context = ManualContext.with();
    TimeSource source =
        new TimeSource() {
          @Override
          public void start(SourceContext started) throws Exception {
            super.start(started);
            context.close();
          }
        };
    context.record(context.stream(source));
    context.start();
    context.awaitStopped();
    Await.until("the datasets' context", context.sparkContext::isStopped);
    assertEquals(List.of("start", "stop"), source.calls);
  }

  @Test
  void aStopThatComesWhileAFailingStartIsUnderWayReturns() throws Exception {
    CountDownLatch starting = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    TimeSource failing =
        new TimeSource() {
          @Override
          public void start(SourceContext context) throws Exception {
            starting.countDown();
            Await.latch("the test", go);
            throw new IOException("in the end it fails");
          }
        };
    ManualContext context = ManualContext.with();
    context.record(context.stream(failing));
    Thread starter = new Thread(() -> assertThrows(IOException.class, context::start), "starter");
    starter.start();
    Await.latch("the start", starting);
    Thread stopper = new Thread(context::close, "stopper");
    stopper.start();
    Await.until("the stop waits", () -> stopper.getState() == Thread.State.WAITING);
    go.countDown();
    Await.end(stopper);
    Await.end(starter);
    assertEquals(StreamingContextState.STOPPED, context.ssc.getState());
    assertTrue(context.sparkContext.isStopped());
  }
}
