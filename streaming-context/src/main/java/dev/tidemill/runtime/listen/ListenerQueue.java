package dev.tidemill.runtime.listen;

import dev.tidemill.core.text.Printable;
import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One listener, the events that wait for it, and the thread that tells it, which starts with the
 * first event. What finds the queue full is dropped and counted.
 */
final class ListenerQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerQueue.class);
  private static final int CAPACITY = 10_000;
  private static final long LONGEST_LOOK_MS = 20;

  /** Ends the thread when it is reached. */
  private record Stop() implements StreamingListenerEvent {}

  /** Tells who waits for it that all events before have been heard. */
  private record Mark(CountDownLatch reached) implements StreamingListenerEvent {}

  private final StreamingListener listener;
  private final String threadName;
  private final BlockingQueue<StreamingListenerEvent> queue = new LinkedBlockingQueue<>(CAPACITY);
  // Guarded by this.
  private Thread thread;
  private boolean closed;
  private boolean stopQueued;
  private long dropped;

  ListenerQueue(StreamingListener listener, String threadName) {
    this.listener = listener;
    this.threadName = threadName;
  }

  boolean isOf(StreamingListener other) {
    return listener.equals(other);
  }

  synchronized long dropped() {
    return dropped;
  }

  /** Any thread; does not wait. After the end it does nothing. */
  void post(StreamingListenerEvent event) {
    synchronized (this) {
      if (closed) {
        return;
      }
      if (thread == null) {
        thread = new EngineThread(this::deliver, threadName);
        thread.start();
      }
      if (queue.offer(event) || dropped++ > 0) {
        return;
      }
    }
    LOG.warn(
        "Streaming listener {} is too slow: {} events wait for it, further ones are dropped until"
            + " it catches up.",
        name(),
        CAPACITY);
  }

  /** Waits until everything posted before has been heard; false if that takes too long. */
  boolean awaitHeard(long timeoutMs) throws InterruptedException {
    long start = System.nanoTime();
    Mark mark = new Mark(new CountDownLatch(1));
    boolean queued = false;
    // In short looks, since a listener that is removed meanwhile reaches no mark any more.
    for (long left = timeoutMs; left > 0; left = left(start, timeoutMs)) {
      if (hasNothingToHear()) {
        return true;
      }
      long look = Math.min(left, LONGEST_LOOK_MS);
      if (!queued) {
        queued = queue.offer(mark, look, TimeUnit.MILLISECONDS);
      } else if (mark.reached.await(look, TimeUnit.MILLISECONDS)) {
        return true;
      }
    }
    return false;
  }

  private synchronized boolean hasNothingToHear() {
    return closed || thread == null;
  }

  /** The listener was removed: what still waits for it is not delivered. */
  void remove() {
    synchronized (this) {
      closed = true;
    }
    queue.clear();
    queue.offer(new Stop());
  }

  /** Takes no further events; the thread ends when those before have been heard. */
  synchronized void close() {
    if (!closed) {
      closed = true;
      stopQueued = queue.offer(new Stop()); // if there is no room, awaitEnd waits for some
    }
  }

  /**
   * Waits for the end, for a limited time; then the events that wait are lost, and counted, and a
   * listener that blocks is interrupted. Does not wait on the listener's own thread. After {@link
   * #close}, by one thread.
   */
  void awaitEnd(long timeoutMs) throws InterruptedException {
    Thread running;
    boolean ending;
    synchronized (this) {
      running = thread;
      ending = stopQueued;
    }
    if (running == null) {
      return;
    }
    boolean own = running == Thread.currentThread();
    long start = System.nanoTime();
    if (!ending) {
      ending = queue.offer(new Stop(), own ? 0 : timeoutMs, TimeUnit.MILLISECONDS);
    }
    if (ending && !own) {
      running.join(Math.max(1, left(start, timeoutMs))); // 0 would be for ever
    }
    if (!ending || !own && running.isAlive()) {
      giveUp(running);
    }
    tellWhatWasMissed();
  }

  private void giveUp(Thread running) {
    List<StreamingListenerEvent> lost = new ArrayList<>();
    queue.drainTo(lost);
    lost.removeIf(event -> event instanceof Stop || event instanceof Mark);
    synchronized (this) {
      dropped += lost.size();
    }
    queue.add(new Stop()); // there is room: nothing is posted after the close
    if (running != Thread.currentThread()) {
      running.interrupt();
    }
  }

  private void tellWhatWasMissed() {
    long missed = dropped();
    if (missed > 0) {
      LOG.warn("Streaming listener {} has missed {} events.", name(), missed);
    }
  }

  private String name() {
    return listener.getClass().getName();
  }

  private void deliver() {
    for (StreamingListenerEvent event = next(); !(event instanceof Stop); event = next()) {
      if (event instanceof Mark mark) {
        mark.reached.countDown();
      } else {
        deliver(event);
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

  private void deliver(StreamingListenerEvent event) {
    try {
      Dispatch.to(listener, event);
    } catch (Throwable thrown) { // errors too: the listener hears the next event all the same
      LOG.warn(
          "Listener {} threw {} at {}",
          name(),
          Printable.text(thrown),
          event.getClass().getSimpleName());
      LOG.debug("Listener {} threw", name(), thrown);
    }
  }

  /** What is left of a time that began at {@code startNanos}. */
  static long left(long startNanos, long timeoutMs) {
    return timeoutMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
  }
}
