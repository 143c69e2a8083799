package dev.tidemill.core.estimate;

import dev.tidemill.partial.BoundedDouble;
import java.util.Map;
import java.util.TreeMap;

/**
 * The sum of numbers. If each of them was found with the probability p, the sum of those found over
 * p is the guess, and sqrt((1 - p) * sum of their squares) / p its deviation: D. G. Horvitz and D.
 * J. Thompson, "A generalization of sampling without replacement from a finite universe" (1952),
 * for independent draws (C.-E. Särndal and others, "Model assisted survey sampling", 1992, 3.2).
 */
public final class SumEstimator implements Estimator<SumEstimator.Sums, BoundedDouble> {
  /** Of the numbers of one partition. */
  public record Sums(long count, double sum, double squares) {
    private static final Sums NONE = new Sums(0, 0, 0);

    private Sums plus(Sums other) {
      return new Sums(count + other.count, sum + other.sum, squares + other.squares);
    }
  }

  private final Progress progress;
  private final double confidence;
  // Added in the order of the partitions, so that the result is that of an ordinary sum.
  private final Map<Integer, Sums> parts = new TreeMap<>();

  /** See {@link CountEstimator#CountEstimator}. */
  public SumEstimator(int partitions, double confidence) {
    this.progress = new Progress(partitions);
    this.confidence = confidence;
  }

  @Override
  public synchronized void add(int partition, Sums ofPartition) {
    progress.oneMore();
    parts.put(partition, ofPartition);
  }

  @Override
  public synchronized BoundedDouble current() {
    Sums all = parts.values().stream().reduce(Sums.NONE, Sums::plus);
    if (progress.isWhole()) {
      return BoundedDouble.exactly(all.sum());
    }
    if (all.count() == 0) {
      return Bounds.unknown(Double.NEGATIVE_INFINITY);
    }
    double share = progress.share();
    double deviation = Math.sqrt((1 - share) * all.squares()) / share;
    return Bounds.student(all.sum() / share, deviation, all.count(), confidence);
  }
}
