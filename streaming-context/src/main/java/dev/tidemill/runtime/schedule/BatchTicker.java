package dev.tidemill.runtime.schedule;

import dev.tidemill.core.thread.EngineThread;
import dev.tidemill.runtime.batch.BatchEvent;
import dev.tidemill.util.Clock;
import java.util.function.Consumer;

/** Tells the scheduler each time of the grid when the clock reaches it. Owns one thread. */
public final class BatchTicker {
  private final Clock clock;
  private final long interval;
  private final Consumer<BatchEvent.Tick> mailbox;
  private final Thread thread;
  private long next;
  private volatile boolean stopped;

  /**
   * @param zeroTime the first tick is one interval later
   */
  public BatchTicker(Clock clock, long zeroTime, long interval, Consumer<BatchEvent.Tick> mailbox) {
    this.clock = clock;
    this.interval = interval;
    this.mailbox = mailbox;
    this.next = zeroTime + interval;
    this.thread = new EngineThread(this::tick, "tidemill-ticker");
  }

  public void start() {
    thread.start();
  }

  private void tick() {
    while (!stopped) {
      long now;
      try {
        now = clock.waitTillTime(next);
      } catch (InterruptedException wanted) {
        // Only stop() interrupts; the loop's condition says whether it did.
        continue;
      }
      if (!stopped) {
        mailbox.accept(new BatchEvent.Tick(now));
        // A clock that jumped over several times is one tick: the machine owes them all.
        next += ((now - next) / interval + 1) * interval;
      }
    }
  }

  public void stop() {
    stopped = true;
    if (thread != Thread.currentThread()) { // its own tick may bring the end
      thread.interrupt();
    }
  }
}
