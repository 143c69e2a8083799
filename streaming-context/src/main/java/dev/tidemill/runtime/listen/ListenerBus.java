package dev.tidemill.runtime.listen;

import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Delivers events to every listener, in order, each on a thread of its own: one that is slow or
 * blocks holds up neither batches nor the other listeners.
 *
 * <p>The queues are bounded: when a listener is slower than batches, events are dropped and
 * counted, with one line. Posting never waits and calls no user code.
 */
public final class ListenerBus {
  private final List<ListenerQueue> queues = new CopyOnWriteArrayList<>();
  private final AtomicInteger made = new AtomicInteger();
  private volatile boolean stopped;

  public void add(StreamingListener listener) {
    queues.add(new ListenerQueue(listener, "tidemill-listener-" + made.getAndIncrement()));
  }

  /** From now on the listener hears nothing, but what it is being told. */
  public void remove(StreamingListener listener) {
    for (ListenerQueue queue : queues) {
      if (queue.isOf(listener) && queues.remove(queue)) {
        queue.remove();
        return;
      }
    }
  }

  public boolean isEmpty() {
    return queues.isEmpty();
  }

  /** Events that listeners have missed. */
  public long dropped() {
    return queues.stream().mapToLong(ListenerQueue::dropped).sum();
  }

  /** Queues an event. Any thread; does not wait. After {@link #stop} it does nothing. */
  public void post(StreamingListenerEvent event) {
    if (!stopped) {
      for (ListenerQueue queue : queues) {
        queue.post(event);
      }
    }
  }

  /** Waits until every listener has heard what was posted before; false if that takes too long. */
  public boolean awaitHeard(long timeoutMs) throws InterruptedException {
    long start = System.nanoTime();
    for (ListenerQueue queue : queues) {
      if (!queue.awaitHeard(ListenerQueue.left(start, timeoutMs))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Takes no further events and waits until those before have been delivered, for a limited time: a
   * listener that blocks must not keep a context from stopping.
   */
  public void stop(long timeoutMs) throws InterruptedException {
    stopped = true;
    long start = System.nanoTime();
    queues.forEach(ListenerQueue::close);
    for (ListenerQueue queue : queues) {
      queue.awaitEnd(ListenerQueue.left(start, timeoutMs));
    }
  }
}
