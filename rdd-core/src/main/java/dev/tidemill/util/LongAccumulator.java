package dev.tidemill.util;

import dev.tidemill.core.task.TaskCopies;

/** Sums and counts whole numbers. Thread-safe; see {@link AccumulatorV2} for what tasks add. */
public final class LongAccumulator extends AccumulatorV2<Long, Long>
    implements TaskCopies.Shared<LongAccumulator> {
  private static final long serialVersionUID = 1L;

  private long sum;
  private long count;

  @Override
  public void add(Long v) {
    add(v.longValue());
  }

  public void add(long v) {
    mine(this).orElse(this).plus(v, 1);
  }

  private synchronized void plus(long moreSum, long moreCount) {
    sum += moreSum;
    count += moreCount;
  }

  public synchronized long sum() {
    return sum;
  }

  /** How many numbers were added. */
  public synchronized long count() {
    return count;
  }

  /** The mean of what was added; not a number if that is nothing. */
  public synchronized double avg() {
    return (double) sum / count;
  }

  @Override
  public Long value() {
    return sum();
  }

  @Override
  public synchronized boolean isZero() {
    return sum == 0 && count == 0;
  }

  @Override
  public synchronized void reset() {
    sum = 0;
    count = 0;
  }

  @Override
  public synchronized LongAccumulator copy() {
    LongAccumulator copy = new LongAccumulator();
    copy.plus(sum, count);
    return copy;
  }

  @Override
  public void merge(AccumulatorV2<Long, Long> other) {
    if (!(other instanceof LongAccumulator same)) {
      throw cannotMerge(other);
    }
    mergeCopy(same);
  }

  /** For the engine. */
  @Override
  public LongAccumulator freshCopy() {
    return new LongAccumulator();
  }

  /** For the engine. */
  @Override
  public void mergeCopy(LongAccumulator copy) {
    LongAccumulator other =
        copy.copy(); // so that two that merge each other do not wait for each other
    plus(other.sum, other.count);
  }
}
