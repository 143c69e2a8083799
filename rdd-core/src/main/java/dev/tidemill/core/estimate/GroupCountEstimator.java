package dev.tidemill.core.estimate;

import dev.tidemill.partial.BoundedDouble;
import java.util.HashMap;
import java.util.Map;

/**
 * How often each value is there, from how often each partition has it; see {@link Bounds#count}.
 * Values that no ended partition has are left out.
 */
public final class GroupCountEstimator<T>
    implements Estimator<Map<T, Long>, Map<T, BoundedDouble>> {
  private final Progress progress;
  private final double confidence;
  private final Map<T, Long> seen = new HashMap<>();

  /** See {@link CountEstimator#CountEstimator}. */
  public GroupCountEstimator(int partitions, double confidence) {
    this.progress = new Progress(partitions);
    this.confidence = confidence;
  }

  @Override
  public synchronized void add(int partition, Map<T, Long> ofPartition) {
    progress.oneMore();
    ofPartition.forEach((value, count) -> seen.merge(value, count, Long::sum));
  }

  @Override
  public synchronized Map<T, BoundedDouble> current() {
    Map<T, BoundedDouble> counts = new HashMap<>();
    seen.forEach(
        (value, count) -> counts.put(value, Bounds.count(count, progress.share(), confidence)));
    return counts;
  }
}
