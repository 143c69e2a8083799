package dev.tidemill.core.memory;

/**
 * What one holder has of a {@link MemoryBudget}. A few kilobytes are not worth counting: most
 * holders of most batches never need more. Used by one thread at a time.
 */
public final class Reservation implements AutoCloseable {
  private static final long NOT_COUNTED = 4 << 10;

  private final MemoryBudget budget;
  private long held;

  Reservation(MemoryBudget budget) {
    this.budget = budget;
  }

  /**
   * Sees to it that so many bytes are held.
   *
   * @return false if there is no room; what was held before stays held
   */
  public boolean growTo(long bytes) {
    long more = bytes - held;
    if (more <= 0 || bytes <= NOT_COUNTED) {
      return true;
    }
    if (!budget.take(more, held)) {
      return false;
    }
    held = bytes;
    return true;
  }

  /** Gives back what is held beyond so many bytes. */
  public void shrinkTo(long bytes) {
    if (held > bytes) {
      budget.giveBack(held - bytes);
      held = bytes;
    }
  }

  public long held() {
    return held;
  }

  /** Gives everything back. */
  @Override
  public void close() {
    shrinkTo(0);
  }
}
