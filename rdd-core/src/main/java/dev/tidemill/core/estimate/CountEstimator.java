package dev.tidemill.core.estimate;

import dev.tidemill.partial.BoundedDouble;

/** How many records there are, from how many each partition has; see {@link Bounds#count}. */
public final class CountEstimator implements Estimator<Long, BoundedDouble> {
  private final Progress progress;
  private final double confidence;
  private long seen;

  /**
   * @param partitions how many will be told
   * @param confidence of the bounds, 0 to 1
   */
  public CountEstimator(int partitions, double confidence) {
    this.progress = new Progress(partitions);
    this.confidence = confidence;
  }

  @Override
  public synchronized void add(int partition, Long ofPartition) {
    progress.oneMore();
    seen += ofPartition;
  }

  @Override
  public synchronized BoundedDouble current() {
    return Bounds.count(seen, progress.share(), confidence);
  }
}
