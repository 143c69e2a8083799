package dev.tidemill.core.plan;

import java.util.Collections;

/**
 * Datasets of some of the records, chosen by chance that depends only on the seed, the partition's
 * number and the records' places in it. Partitions, order and partitioner stay.
 */
public final class SamplePlans {
  private SamplePlans() {}

  /** Whether a record is drawn, given one random number from 0, below 1. */
  @FunctionalInterface
  private interface Chosen {
    boolean at(double draw);
  }

  /** Every record stays with this probability. */
  public static <T> Plan<T> bernoulli(Plan<T> parent, double fraction, long seed) {
    return chosen("sample", parent, draw -> draw < fraction, seed);
  }

  /**
   * The records whose draw is in the range. Ranges that share no number share no record, if they
   * have the seed in common and the parent gives the same records every time.
   */
  public static <T> Plan<T> range(Plan<T> parent, double from, double to, long seed) {
    return chosen("randomSplit", parent, draw -> draw >= from && draw < to, seed);
  }

  private static <T> Plan<T> chosen(String operator, Plan<T> parent, Chosen chosen, long seed) {
    return NarrowPlans.mapPartitionsWithIndex(
        operator,
        parent,
        (partition, records) -> {
          Draws draws = Draws.of(seed, partition);
          return new Repeating<>(records, record -> chosen.at(draws.fraction()) ? 1 : 0);
        },
        true);
  }

  /** Every record comes a number of times that is Poisson with this mean. */
  public static <T> Plan<T> poisson(Plan<T> parent, double mean, long seed) {
    return NarrowPlans.mapPartitionsWithIndex(
        "sample",
        parent,
        (partition, records) -> {
          Draws draws = Draws.of(seed, partition);
          return mean == 0
              ? Collections.emptyIterator()
              : new Repeating<>(records, record -> draws.times(mean));
        },
        true);
  }
}
