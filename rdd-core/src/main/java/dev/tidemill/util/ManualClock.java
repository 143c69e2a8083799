package dev.tidemill.util;

/**
 * A clock that stands still until a test moves it. Threads that wait for a time wake up when the
 * clock reaches it.
 */
public class ManualClock implements Clock {
  private long time;

  public ManualClock() {
    this(0);
  }

  public ManualClock(long time) {
    this.time = time;
  }

  @Override
  public synchronized long getTimeMillis() {
    return time;
  }

  @Override
  public synchronized long nanoTime() {
    return time * 1_000_000;
  }

  /** Moves the clock forward. */
  public synchronized void advance(long millis) {
    setTime(time + millis);
  }

  /** Sets the clock, also backwards, as the clocks of real machines sometimes are. */
  public synchronized void setTime(long millis) {
    time = millis;
    notifyAll();
  }

  @Override
  public synchronized long waitTillTime(long targetTime) throws InterruptedException {
    while (time < targetTime) {
      wait();
    }
    return time;
  }
}
