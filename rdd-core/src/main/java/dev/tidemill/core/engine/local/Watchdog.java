package dev.tidemill.core.engine.local;

import dev.tidemill.core.thread.EngineThread;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls helpers to stages that have been open for 100 microseconds. A thread of its own does it,
 * not the end of a stage's first task, since that task may be the long one. A stage that ends
 * sooner costs no more than being looked at once.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long PATIENCE_NANOS = 100_000;

  private record Watched(TaskSet tasks, long since) {}

  private final Queue<Watched> watched = new ConcurrentLinkedQueue<>();
  private final Helpers helpers;
  private final Thread thread;
  private volatile boolean idle;
  private volatile boolean closed;

  Watchdog(Helpers helpers) {
    this.helpers = helpers;
    this.thread = new EngineThread(this::watch, "tidemill-watchdog");
    thread.start();
  }

  void watch(TaskSet tasks) {
    watched.add(new Watched(tasks, System.nanoTime()));
    if (idle) {
      LockSupport.unpark(thread);
    }
  }

  private void watch() {
    while (!closed) {
      Watched oldest = watched.peek();
      if (oldest == null) {
        idle = true;
        // Looked at again after saying so: who adds now either is seen here or unparks us.
        if (watched.isEmpty() && !closed) {
          LockSupport.park(this);
        }
        idle = false;
        continue;
      }
      long left = oldest.since + PATIENCE_NANOS - System.nanoTime();
      if (left > 0) {
        LockSupport.parkNanos(this, left);
        continue;
      }
      watched.poll();
      if (oldest.tasks.wantsHelp()) {
        call(oldest.tasks);
      }
    }
  }

  private void call(TaskSet tasks) {
    try {
      tasks.callTo(helpers);
    } catch (RuntimeException | Error failed) {
      // This thread must live on. The stage does too: its own thread works through all tasks.
      LOG.warn("Could not start a helper thread; a stage goes on with fewer.", failed);
    }
  }

  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(thread);
  }
}
