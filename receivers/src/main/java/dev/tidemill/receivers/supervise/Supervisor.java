package dev.tidemill.receivers.supervise;

import dev.tidemill.core.text.Printable;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.receivers.block.BlockBuffer;
import dev.tidemill.streaming.receiver.Receiver;
import dev.tidemill.streaming.receiver.ReceiverSupervisor;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one receiver running until the context stops.
 *
 * <p>One daemon thread ({@code tidemill-receiver-N}) goes round: launch, wait until somebody wants
 * this launch to end, {@code onStop}, event, delay. Only it launches and stops, so launches never
 * overlap as far as the user's code allows. {@code onStart} and {@code onStop} run on further
 * daemon threads; one that has not returned when the deadline is over is left behind with a line in
 * the log. Requests to restart or stop that come while one is being served are part of it.
 *
 * <p>The receiver's own {@code stop} is a restart with another message: the legacy driver launches
 * such a receiver again as long as the context runs.
 */
public final class Supervisor<T> implements ReceiverSupervisor<T> {
  private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
  // What an onStart that still runs may take to notice isStopped() before it is interrupted.
  private static final long GRACE_MS = 1000;

  private final Receiver<T> receiver;
  private final String description;
  private final BlockBuffer<T> blocks;
  private final int streamId;
  private final int restartDelayMs;
  private final long stopDeadlineMs;
  private final ReceiverEvents events;
  private final RetryLog retries = new RetryLog(System::nanoTime);
  private final Thread thread;

  // Guarded by this; written through move().
  private ReceiverState state = ReceiverState.NEW;
  private Ending ending;
  private UserCall onStart;

  public Supervisor(
      Receiver<T> receiver,
      String description,
      BlockBuffer<T> blocks,
      SourceContext context,
      int restartDelayMs,
      long stopDeadlineMs) {
    this.receiver = receiver;
    this.description = description;
    this.blocks = blocks;
    this.streamId = context.streamId();
    this.restartDelayMs = restartDelayMs;
    this.stopDeadlineMs = stopDeadlineMs;
    this.events = new ReceiverEvents(context, receiver);
    this.thread = new Thread(this::run, "tidemill-receiver-" + streamId);
    thread.setDaemon(true);
  }

  /** Attaches to the receiver and launches it. Returns at once. */
  public void start() {
    receiver.attachSupervisor(this);
    synchronized (this) {
      move(ReceiverState.STARTED);
    }
    thread.start();
  }

  private void run() {
    try {
      do {
        UserCall launch = launch();
        Ending asked = awaitEnding();
        callOnStop(launch, asked);
        events.stopped(asked.eventMessage(), asked.error());
        awaitDelay(asked.delayMs());
      } while (relaunch());
    } catch (InterruptedException notOurs) {
      // Nobody has a reason to interrupt this thread; ending is the safe answer.
      LOG.warn("{} is not launched again: its supervisor was interrupted.", this, notOurs);
    } finally {
      synchronized (this) {
        if (state != ReceiverState.ENDING) {
          move(ReceiverState.ENDING);
        }
        move(ReceiverState.ENDED);
      }
    }
  }

  private UserCall launch() {
    retries.launched();
    events.started();
    UserCall call =
        new UserCall(
            "tidemill-receiver-" + streamId + "-start",
            receiver::onStart,
            thrown -> requestEnding("Error starting receiver " + streamId, thrown));
    synchronized (this) {
      onStart = call;
    }
    return call.start();
  }

  private synchronized Ending awaitEnding() throws InterruptedException {
    while (ending == null) {
      wait();
    }
    return ending;
  }

  private void callOnStop(UserCall launch, Ending asked) throws InterruptedException {
    tell(asked);
    if (launch.isOn(asked.askedBy())) {
      // onStart asked for it and is about to return: let it finish before what it took is undone.
      launch.await(stopDeadlineMs);
    }
    UserCall stop =
        new UserCall(
                "tidemill-receiver-" + streamId + "-stop",
                receiver::onStop,
                thrown -> reportError("Error stopping receiver " + streamId, thrown))
            .start();
    if (!stop.await(stopDeadlineMs)) {
      leaveBehind("onStop", stop);
    }
    if (!launch.await(Math.min(GRACE_MS, stopDeadlineMs))) {
      launch.interrupt();
      if (!launch.await(stopDeadlineMs)) {
        leaveBehind("onStart", launch);
      }
    }
  }

  private void tell(Ending asked) {
    if (isEnding()) {
      return;
    }
    if (retries.failed()) {
      LOG.warn(
          "{} is launched again in {} ms: {}{} (failure {} in a row; the next line at {})",
          this,
          asked.delayMs(),
          Printable.text(asked.reason()),
          asked.error() == null ? "" : ": " + Printable.text(asked.error()),
          retries.failures(),
          retries.failures() * 2);
    }
    LOG.debug("{}: {}", this, asked.reason(), asked.error());
  }

  private void leaveBehind(String method, UserCall call) {
    LOG.warn(
        "{}: {}() has not returned {} ms after the receiver was told to stop; going on without it."
            + " It stands at {}.",
        this,
        method,
        stopDeadlineMs,
        call.position());
    call.interrupt();
  }

  private synchronized void awaitDelay(long delayMs) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(delayMs);
    long left = end - System.nanoTime();
    while (state == ReceiverState.RESTARTING && left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = end - System.nanoTime();
    }
  }

  private synchronized boolean relaunch() {
    ending = null;
    if (state == ReceiverState.ENDING) {
      return false;
    }
    move(ReceiverState.STARTED);
    return true;
  }

  private synchronized void move(ReceiverState target) {
    state = state.to(target);
    notifyAll();
  }

  /** Ends this launch, unless that is under way already. */
  private synchronized void request(Ending wanted) {
    if (state == ReceiverState.STARTED) {
      ending = wanted;
      move(ReceiverState.RESTARTING);
    }
  }

  private void requestEnding(String message, Throwable error) {
    request(new Ending(message, message, error, restartDelayMs, Thread.currentThread()));
  }

  /**
   * Ends the receiver for good; returns when its onStop has returned, or its deadline is over. Does
   * nothing if it was not started or has ended.
   */
  public void end() throws InterruptedException {
    synchronized (this) {
      switch (state) {
        case NEW -> move(ReceiverState.ENDED);
        case STARTED -> {
          ending = new Ending("Stopped by driver", "the context stops", null, 0, null);
          move(ReceiverState.ENDING);
        }
        case RESTARTING -> move(ReceiverState.ENDING);
        case ENDING, ENDED -> {}
      }
    }
    // A thread that waits for memory may be the one that onStop waits for.
    blocks.stopWaiting();
    awaitEnded();
  }

  private synchronized void awaitEnded() throws InterruptedException {
    if (Thread.currentThread() == thread
        || onStart != null && onStart.isOn(Thread.currentThread())) {
      return;
    }
    while (state != ReceiverState.ENDED) {
      wait();
    }
  }

  private synchronized boolean isEnding() {
    return state == ReceiverState.ENDING;
  }

  @Override
  public void store(T record) {
    blocks.store(record);
  }

  @Override
  public void storeBlock(Iterator<T> records) {
    blocks.storeBlock(records);
  }

  @Override
  public void reportError(String message, Throwable error) {
    events.error(message, error);
  }

  @Override
  public void restart(String message, Throwable error) {
    restart(message, error, restartDelayMs);
  }

  @Override
  public void restart(String message, Throwable error, int delayMs) {
    if (delayMs < 0) {
      throw new IllegalArgumentException(
          "restart: the delay is " + delayMs + " ms; use 0 or more.");
    }
    String event = "Restarting receiver with delay " + delayMs + "ms: " + message;
    request(new Ending(event, message, error, delayMs, Thread.currentThread()));
  }

  @Override
  public void stop(String message, Throwable error) {
    requestEnding(message, error);
  }

  @Override
  public int streamId() {
    return streamId;
  }

  @Override
  public synchronized boolean isReceiverStarted() {
    return state == ReceiverState.STARTED;
  }

  @Override
  public synchronized boolean isReceiverStopped() {
    return state != ReceiverState.NEW && state != ReceiverState.STARTED;
  }

  @Override
  public synchronized boolean hasEnded() {
    return state == ReceiverState.ENDED;
  }

  @Override
  public String toString() {
    return "Receiver " + streamId + " (" + description + ")";
  }
}
