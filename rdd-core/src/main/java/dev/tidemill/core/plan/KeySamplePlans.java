package dev.tidemill.core.plan;

import dev.tidemill.api.java.function.Function;
import java.util.Random;

/** Samples whose share depends on the record, as by key; alike for the same seed. */
public final class KeySamplePlans {
  // Above it the chance of none is too small for a double; the sum of two halves is drawn instead.
  private static final double LARGEST_MEAN = 500;

  private KeySamplePlans() {}

  /** Keeps each record with the chance that the function names for it, 0 to 1. */
  public static <T> Plan<T> kept(Plan<T> parent, Function<T, Double> chance, long seed) {
    return Plans.overPartitions(
        "sample",
        parent,
        (partition, inputs, scope) -> {
          Random random = random(seed, partition);
          return new Filtering<>(
              Plans.<T>only(inputs), record -> random.nextDouble() < chance.call(record));
        },
        parent.partitioner());
  }

  /** Gives each record as often as chance says: on average what the function names for it. */
  public static <T> Plan<T> repeated(Plan<T> parent, Function<T, Double> mean, long seed) {
    return Plans.overPartitions(
        "sample",
        parent,
        (partition, inputs, scope) -> {
          Random random = random(seed, partition);
          return new Repeating<>(
              Plans.<T>only(inputs), record -> poisson(mean.call(record), random));
        },
        parent.partitioner());
  }

  private static Random random(long seed, int partition) {
    return new Random(seed * 31 + partition);
  }

  private static int poisson(double mean, Random random) {
    if (mean > LARGEST_MEAN) {
      return poisson(mean / 2, random) + poisson(mean / 2, random);
    }
    double none = Math.exp(-mean);
    int drawn = 0;
    for (double left = random.nextDouble(); left > none; left *= random.nextDouble()) {
      drawn++;
    }
    return drawn;
  }
}
