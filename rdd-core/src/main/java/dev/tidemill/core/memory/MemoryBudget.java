package dev.tidemill.core.memory;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what all running tasks of a context may hold together. Nobody waits for room: who is
 * refused moves what it holds to disk.
 *
 * <p>Each {@link Reservation} may hold a small share even when the budget is full, so that nobody
 * has to move one record at a time. So more than the limit may be held, but never more than one
 * share for each task that is at work. Thread-safe.
 */
public final class MemoryBudget {
  private static final long LEAST_SHARE = 16 << 10;

  private final long limit;
  private final long share;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param limit in bytes, 1 or more
   * @param cores how many tasks run at once
   */
  public MemoryBudget(long limit, int cores) {
    this.limit = limit;
    this.share = Math.max(LEAST_SHARE, limit / (4L * cores));
  }

  public static MemoryBudget unbounded() {
    return new MemoryBudget(Long.MAX_VALUE, 1);
  }

  /** Room for one table, sort or map output; nothing at first. */
  public Reservation reserve() {
    return new Reservation(this);
  }

  boolean take(long more, long heldByOwner) {
    while (true) {
      long now = held.get();
      if (more > limit - now && more > share - heldByOwner) {
        return false;
      }
      if (held.compareAndSet(now, now + more)) {
        return true;
      }
    }
  }

  void giveBack(long bytes) {
    held.addAndGet(-bytes);
  }

  /** Whether shares have been taken beyond the limit. */
  public boolean isOverdrawn() {
    return held.get() > limit;
  }

  public long held() {
    return held.get();
  }

  public long limit() {
    return limit;
  }

  /** What each reservation may hold however full the budget is. */
  public long share() {
    return share;
  }
}
