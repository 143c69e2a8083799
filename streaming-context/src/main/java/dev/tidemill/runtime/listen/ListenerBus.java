package dev.tidemill.runtime.listen;

import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchSubmitted;
import dev.tidemill.streaming.scheduler.StreamingListenerEvent;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationCompleted;
import dev.tidemill.streaming.scheduler.StreamingListenerOutputOperationStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverError;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStarted;
import dev.tidemill.streaming.scheduler.StreamingListenerReceiverStopped;
import dev.tidemill.streaming.scheduler.StreamingListenerStreamingStarted;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers events to every listener, in order, on one thread that starts with the first event
 * anybody listens to.
 *
 * <p>The queue is bounded: when listeners are slower than batches, events are dropped and counted,
 * with one line. Posting never waits and calls no user code.
 */
public final class ListenerBus {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerBus.class);
  private static final int CAPACITY = 10_000;

  /** Ends the thread when it is reached. */
  private record Stop() implements StreamingListenerEvent {}

  private final List<StreamingListener> listeners = new CopyOnWriteArrayList<>();
  private final BlockingQueue<StreamingListenerEvent> queue = new LinkedBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private Thread thread;
  private boolean stopped;

  public void add(StreamingListener listener) {
    listeners.add(listener);
  }

  public void remove(StreamingListener listener) {
    listeners.remove(listener);
  }

  public boolean isEmpty() {
    return listeners.isEmpty();
  }

  /** Events that found the queue full. */
  public long dropped() {
    return dropped.get();
  }

  /** Queues an event. Any thread; does not wait. After {@link #stop} it does nothing. */
  public void post(StreamingListenerEvent event) {
    if (listeners.isEmpty()) {
      return;
    }
    synchronized (this) {
      if (stopped) {
        return;
      }
      if (thread == null) {
        thread = new EngineThread(this::deliver, "tidemill-listeners");
        thread.start();
      }
      if (queue.offer(event) || dropped.getAndIncrement() > 0) {
        return;
      }
    }
    LOG.warn(
        "Streaming listeners are too slow: {} events wait, further ones are dropped until they"
            + " catch up.",
        CAPACITY);
  }

  /**
   * Takes no further events and waits until those before have been delivered, for a limited time: a
   * listener that blocks must not keep a context from stopping. Does not wait on the bus's own
   * thread.
   */
  public void stop(long timeoutMs) throws InterruptedException {
    Thread running;
    synchronized (this) {
      if (stopped || thread == null) {
        stopped = true;
        return;
      }
      stopped = true;
      running = thread;
    }
    boolean own = running == Thread.currentThread();
    long start = System.nanoTime();
    if (!queue.offer(new Stop(), own ? 0 : timeoutMs, TimeUnit.MILLISECONDS)) {
      giveUp(running);
    } else if (!own) {
      long left = timeoutMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      running.join(Math.max(1, left)); // 0 would be for ever
      if (running.isAlive()) {
        giveUp(running);
      }
    }
  }

  /** The events that wait are lost, and counted; a listener that blocks is interrupted. */
  private void giveUp(Thread running) {
    List<StreamingListenerEvent> lost = new ArrayList<>();
    queue.drainTo(lost);
    lost.removeIf(event -> event instanceof Stop);
    dropped.addAndGet(lost.size());
    LOG.warn(
        "Streaming listeners did not come to an end; the last {} events are not delivered.",
        lost.size());
    queue.add(new Stop()); // there is room: nothing is posted after a stop
    if (running != Thread.currentThread()) {
      running.interrupt();
    }
  }

  private void deliver() {
    for (StreamingListenerEvent event = next(); !(event instanceof Stop); event = next()) {
      for (StreamingListener listener : listeners) {
        deliverTo(listener, event);
      }
    }
  }

  private StreamingListenerEvent next() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException ofNoMeaningHere) {
        // Left behind by a listener, or sent to one that blocked: the next event is what counts.
        continue;
      }
    }
  }

  private static void deliverTo(StreamingListener listener, StreamingListenerEvent event) {
    try {
      dispatch(listener, event);
    } catch (Throwable thrown) { // a listener must not harm the others
      LOG.warn(
          "Listener {} threw {} at {}",
          listener.getClass().getName(),
          thrown.toString(),
          event.getClass().getSimpleName());
      LOG.debug("Listener {} threw", listener.getClass().getName(), thrown);
    }
  }

  private static void dispatch(StreamingListener listener, StreamingListenerEvent event) {
    if (event instanceof StreamingListenerBatchSubmitted submitted) {
      listener.onBatchSubmitted(submitted);
    } else if (event instanceof StreamingListenerBatchStarted started) {
      listener.onBatchStarted(started);
    } else if (event instanceof StreamingListenerBatchCompleted completed) {
      listener.onBatchCompleted(completed);
    } else if (event instanceof StreamingListenerOutputOperationStarted started) {
      listener.onOutputOperationStarted(started);
    } else if (event instanceof StreamingListenerOutputOperationCompleted completed) {
      listener.onOutputOperationCompleted(completed);
    } else if (event instanceof StreamingListenerReceiverStarted started) {
      listener.onReceiverStarted(started);
    } else if (event instanceof StreamingListenerReceiverError error) {
      listener.onReceiverError(error);
    } else if (event instanceof StreamingListenerReceiverStopped stopped) {
      listener.onReceiverStopped(stopped);
    } else if (event instanceof StreamingListenerStreamingStarted started) {
      listener.onStreamingStarted(started);
    }
  }
}
