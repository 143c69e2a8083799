package dev.tidemill.util;

import dev.tidemill.core.task.TaskCopies;

/**
 * Sums and counts floating-point numbers, in the order in which tasks end. Thread-safe; see {@link
 * AccumulatorV2} for what tasks add.
 */
public final class DoubleAccumulator extends AccumulatorV2<Double, Double>
    implements TaskCopies.Shared<DoubleAccumulator> {
  private static final long serialVersionUID = 1L;

  private double sum;
  private long count;

  @Override
  public void add(Double v) {
    add(v.doubleValue());
  }

  public void add(double v) {
    mine(this).orElse(this).plus(v, 1);
  }

  private synchronized void plus(double moreSum, long moreCount) {
    sum += moreSum;
    count += moreCount;
  }

  public synchronized double sum() {
    return sum;
  }

  /** How many numbers were added. */
  public synchronized long count() {
    return count;
  }

  /** The mean of what was added; not a number if that is nothing. */
  public synchronized double avg() {
    return sum / count;
  }

  @Override
  public Double value() {
    return sum();
  }

  @Override
  public synchronized boolean isZero() {
    return sum == 0.0 && count == 0;
  }

  @Override
  public synchronized void reset() {
    sum = 0.0;
    count = 0;
  }

  @Override
  public synchronized DoubleAccumulator copy() {
    DoubleAccumulator copy = new DoubleAccumulator();
    copy.plus(sum, count);
    return copy;
  }

  @Override
  public void merge(AccumulatorV2<Double, Double> other) {
    if (!(other instanceof DoubleAccumulator same)) {
      throw cannotMerge(other);
    }
    mergeCopy(same);
  }

  /** For the engine. */
  @Override
  public DoubleAccumulator freshCopy() {
    return new DoubleAccumulator();
  }

  /** For the engine. */
  @Override
  public void mergeCopy(DoubleAccumulator copy) {
    DoubleAccumulator other =
        copy.copy(); // so that two that merge each other do not wait for each other
    plus(other.sum, other.count);
  }
}
