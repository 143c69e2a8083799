package dev.tidemill.core.estimate;

/**
 * Guesses what all partitions give from those that have ended. It takes every record to be in an
 * ended partition by chance, with the share of ended partitions as the probability: the bounds mean
 * nothing where partitions that end early hold other records than the rest.
 *
 * @param <U> what a partition gives
 * @param <R> what is guessed
 */
public interface Estimator<U, R> {
  /** A partition has ended; each is told once. */
  void add(int partition, U ofPartition);

  /** What is known now; exact when all partitions have ended. */
  R current();
}
