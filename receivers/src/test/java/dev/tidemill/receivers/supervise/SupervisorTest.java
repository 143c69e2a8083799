package dev.tidemill.receivers.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.receivers.Await;
import dev.tidemill.receivers.Events;
import dev.tidemill.receivers.block.BlockBuffer;
import dev.tidemill.receivers.block.BlockLimits;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.scheduler.ReceiverInfo;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SupervisorTest {
  private static final long SHORT_DEADLINE_MS = 20;
  private static final long LONG_DEADLINE_MS = 60_000;
  private static final int NEVER_MS = Integer.MAX_VALUE;

  private final Events events = new Events();
  private final ScriptedReceiver receiver = new ScriptedReceiver();
  private final BlockBuffer<String> blocks =
      new BlockBuffer<>("test", BlockLimits.ofMillis(200), new BlockBudget(10));
  private Supervisor<String> supervisor;

  private void start(int restartDelayMs, long deadlineMs) {
    supervisor =
        new Supervisor<>(
            receiver, "scripted", blocks, events.context(3), restartDelayMs, deadlineMs);
    supervisor.start();
  }

  @AfterEach
  void end() throws InterruptedException {
    receiver.release();
    if (supervisor != null) {
      supervisor.end();
    }
  }

  @Test
  void isStartedInsideOnStartAndStoppedWhenTheContextStops() throws Exception {
    AtomicReference<Boolean> inside = new AtomicReference<>();
    receiver.onStart = () -> inside.set(receiver.isStarted());
    start(0, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart");
    Await.until("onStart has looked", () -> inside.get() != null);
    assertTrue(inside.get());
    assertEquals(3, receiver.streamId());
    assertFalse(receiver.isStopped());

    supervisor.end();
    assertTrue(receiver.isStopped());
    assertFalse(receiver.isStarted());
    assertEquals(List.of("onStart", "onStop"), receiver.calls());
    assertEquals(List.of("started", "stopped: Stopped by driver"), events.lines());
    ReceiverInfo info = events.info("stopped: Stopped by driver");
    assertEquals("ScriptedReceiver-3", info.name());
    assertFalse(info.active());
    assertEquals(-1, info.lastErrorTime());
    assertTrue(events.info("started").active());
  }

  @Test
  void aRestartStopsAndStartsTheSameObject() {
    long before = System.currentTimeMillis();
    start(0, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart");
    receiver.restart("no reason", new RuntimeException("cause"), 1);
    receiver.awaitCalls("onStart", "onStop", "onStart");
    assertEquals(
        List.of("started", "stopped: Restarting receiver with delay 1ms: no reason", "started"),
        events.lines());
    ReceiverInfo info = events.info("stopped: Restarting receiver with delay 1ms: no reason");
    assertTrue(info.lastError().startsWith("java.lang.RuntimeException: cause"));
    // Of the machine's clock; that of the batches shows 5000.
    assertTrue(info.lastErrorTime() >= before);
  }

  @Test
  void aRestartWithoutADelayOfItsOwnTakesTheSetOne() {
    start(NEVER_MS, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart");
    receiver.restart("why");
    events.await("stopped: Restarting receiver with delay " + NEVER_MS + "ms: why");
    assertTrue(receiver.isStopped());
  }

  @Test
  void theContextCanStopDuringTheDelay() throws Exception {
    aRestartWithoutADelayOfItsOwnTakesTheSetOne();
    supervisor.end();
    assertEquals(List.of("onStart", "onStop"), receiver.calls());
  }

  @Test
  void aReceiverThatStopsItselfIsLaunchedAgain() {
    start(0, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart");
    receiver.stop("had enough");
    receiver.awaitCalls("onStart", "onStop", "onStart");
    assertEquals(List.of("started", "stopped: had enough", "started"), events.lines());
  }

  @Test
  void anExceptionFromOnStartEndsThatLaunchOnly() {
    receiver.failStarts(2);
    start(0, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart", "onStop", "onStart", "onStop", "onStart");
    assertEquals(
        List.of(
            "started",
            "stopped: Error starting receiver 3",
            "started",
            "stopped: Error starting receiver 3",
            "started"),
        events.lines());
    assertTrue(
        events.info("stopped: Error starting receiver 3").lastError().contains("start fails"));
  }

  @Test
  void anOnStartThatCallsRestartReturnsBeforeOnStop() {
    receiver.onStart =
        () -> {
          if (receiver.calls().size() == 1) {
            receiver.restart("at once");
            receiver.note("onStart goes on");
          }
        };
    start(0, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart", "onStart goes on", "onStop", "onStart");
  }

  @Test
  void anOnStartThatBlocksStillReceivesAndEndsWithTheContext() throws Exception {
    receiver.onStart =
        () -> {
          receiver.store("from inside");
          while (!receiver.isStopped()) {
            Thread.yield();
          }
        };
    start(0, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart");
    Await.until("stored", () -> blocks.allocate(new Time(System.nanoTime())).records() == 1);
    supervisor.end();
    assertEquals(List.of("onStart", "onStop"), receiver.calls());
  }

  @Test
  void anOnStartThatNeverReturnsIsInterruptedAndLeftBehind() throws Exception {
    receiver.onStart = receiver::hang;
    start(0, SHORT_DEADLINE_MS);
    receiver.awaitCalls("onStart");
    supervisor.end();
    assertEquals(List.of("started", "stopped: Stopped by driver"), events.lines());
  }

  @Test
  void anOnStopThatNeverReturnsDoesNotHoldUpTheContext() throws Exception {
    receiver.onStop = receiver::hang;
    start(0, SHORT_DEADLINE_MS);
    receiver.awaitCalls("onStart");
    supervisor.end();
    assertTrue(supervisor.hasEnded());
    assertEquals(List.of("started", "stopped: Stopped by driver"), events.lines());
  }

  @Test
  void anOnStopThatThrowsIsReported() throws Exception {
    receiver.onStop =
        () -> {
          throw new IllegalArgumentException("stop fails");
        };
    start(0, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart");
    supervisor.end();
    assertEquals(
        List.of("started", "error: Error stopping receiver 3", "stopped: Stopped by driver"),
        events.lines());
  }

  @Test
  void anOnStartThatAsksForARestartAndThenThrowsLosesNeither() {
    receiver.onStart =
        () -> {
          if (receiver.calls().size() == 1) {
            receiver.restart("first");
            throw new IllegalArgumentException("then this");
          }
        };
    start(0, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart", "onStop", "onStart");
    assertEquals(
        List.of(
            "started",
            "error: Error starting receiver 3",
            "stopped: Restarting receiver with delay 0ms: first",
            "started"),
        events.lines());
  }

  @Test
  void theContextMayBeStoppedFromInsideOnStartAndOnStop() {
    Runnable stopsContext =
        () -> {
          try {
            supervisor.end();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        };
    receiver.onStart = stopsContext;
    receiver.onStop = stopsContext;
    supervisor =
        new Supervisor<>(receiver, "scripted", blocks, events.context(3), 0, LONG_DEADLINE_MS);
    supervisor.start();
    Await.until("ended", supervisor::hasEnded);
    assertEquals(List.of("onStart", "onStop"), receiver.calls());
  }

  @Test
  void anErrorIsReportedAndTheReceiverGoesOn() {
    start(0, LONG_DEADLINE_MS);
    receiver.awaitCalls("onStart");
    receiver.reportError("odd", new RuntimeException("record 7"));
    assertEquals(List.of("started", "error: odd"), events.lines());
    assertTrue(receiver.isStarted());
    assertTrue(events.info("error: odd").active());
  }

  @Test
  void storeThatWaitsForMemoryDoesNotHoldUpAnOnStopThatJoinsIt() throws Exception {
    blocks.store("fills it");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread reader =
        new Thread(
            () -> thrown.set(assertThrows(RuntimeException.class, () -> receiver.store("waits"))));
    reader.setDaemon(true);
    receiver.onStart = reader::start;
    receiver.onStop = () -> Await.until("reader ends", () -> !reader.isAlive());
    start(0, LONG_DEADLINE_MS);
    Await.blocked(reader);
    supervisor.end();
    assertTrue(thrown.get() instanceof IllegalStateException);
    assertEquals(1, blocks.refusedRecords());
  }

  @Test
  void aStormOfRestartsGivesOneLaunchAtATime() throws Exception {
    start(0, LONG_DEADLINE_MS);
    CountDownLatch storm = new CountDownLatch(8);
    for (int i = 0; i < 8; i++) {
      Thread thread =
          new Thread(
              () -> {
                for (int k = 0; k < 2000; k++) {
                  receiver.restart("storm", null, 0);
                }
                storm.countDown();
              });
      thread.setDaemon(true);
      thread.start();
    }
    Await.latch("the storm is over", storm);
    supervisor.end();
    List<String> calls = receiver.calls();
    assertEquals(0, calls.size() % 2);
    for (int i = 0; i < calls.size(); i++) {
      assertEquals(i % 2 == 0 ? "onStart" : "onStop", calls.get(i), "call " + i);
    }
    assertEquals(calls.size(), events.lines().size());
  }

  @Test
  void callsThatMakeNoSenseAreRefused() {
    start(0, LONG_DEADLINE_MS);
    assertThrows(IllegalArgumentException.class, () -> receiver.restart("x", null, -1));
    String message =
        assertThrows(IllegalStateException.class, () -> receiver.attachSupervisor(supervisor))
            .getMessage();
    assertTrue(message.contains("stream 3"), message);
  }

  @Test
  void endingTwiceOrBeforeTheStartDoesNothing() throws Exception {
    Supervisor<String> unused =
        new Supervisor<>(receiver, "unused", blocks, events.context(4), 0, LONG_DEADLINE_MS);
    unused.end();
    unused.end();
    assertTrue(unused.hasEnded());
    assertEquals(List.of(), receiver.calls());
  }
}
