package dev.tidemill.core.estimate;

import dev.tidemill.partial.BoundedDouble;
import dev.tidemill.util.StatCounter;
import java.util.Map;
import java.util.TreeMap;

/**
 * The mean of numbers. The deviation of a mean of n numbers with the sample variance s^2, which are
 * a share p of all, is sqrt((1 - p) s^2 / n): W. G. Cochran, "Sampling techniques" (1977), 2.6.
 */
public final class MeanEstimator implements Estimator<StatCounter, BoundedDouble> {
  private final Progress progress;
  private final double confidence;
  // Put together in the order of the partitions, so that the result is the same every time.
  private final Map<Integer, StatCounter> parts = new TreeMap<>();

  /** See {@link CountEstimator#CountEstimator}. */
  public MeanEstimator(int partitions, double confidence) {
    this.progress = new Progress(partitions);
    this.confidence = confidence;
  }

  @Override
  public synchronized void add(int partition, StatCounter ofPartition) {
    progress.oneMore();
    parts.put(partition, ofPartition);
  }

  @Override
  public synchronized BoundedDouble current() {
    StatCounter all = new StatCounter();
    parts.values().forEach(all::merge);
    if (progress.isWhole()) {
      return BoundedDouble.exactly(all.mean());
    }
    if (all.count() == 0) {
      return Bounds.unknown(Double.NEGATIVE_INFINITY);
    }
    double deviation = Math.sqrt((1 - progress.share()) * all.sampleVariance() / all.count());
    return Bounds.student(all.mean(), deviation, all.count(), confidence);
  }
}
