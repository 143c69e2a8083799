package dev.tidemill.core.block;

import java.util.function.BooleanSupplier;

/**
 * Bounds the memory of blocks that wait to be processed. Whoever brings a block waits until there
 * is room, which is how a slow program slows its sources down. Thread-safe.
 */
public final class BlockBudget {
  private final long limit;
  private long held;

  /**
   * @param limit in bytes, 1 or more
   */
  public BlockBudget(long limit) {
    this.limit = limit;
  }

  /**
   * Takes room for a block, waiting until there is some. A block larger than the whole budget is
   * let in when nothing else is held, since it would wait for ever otherwise.
   */
  public synchronized void acquire(long bytes) throws InterruptedException {
    while (held > 0 && held + bytes > limit) {
      wait();
    }
    held += bytes;
  }

  /**
   * As {@link #acquire(long)}, but stops waiting once nobody wants the room any more.
   *
   * @param abandoned asked while there is no room, each time {@link #wake} is called
   * @return whether the room was taken
   */
  public synchronized boolean acquire(long bytes, BooleanSupplier abandoned)
      throws InterruptedException {
    while (held > 0 && held + bytes > limit) {
      if (abandoned.getAsBoolean()) {
        return false;
      }
      wait();
    }
    held += bytes;
    return true;
  }

  /** Makes all who wait ask again whether their room is still wanted. */
  public synchronized void wake() {
    notifyAll();
  }

  public synchronized void release(long bytes) {
    held -= bytes;
    notifyAll();
  }

  public synchronized long held() {
    return held;
  }

  public long limit() {
    return limit;
  }
}
