package dev.tidemill.core.plan;

import java.util.SplittableRandom;

/** Random numbers that depend on a seed and a partition only. Not thread-safe. */
public final class Draws {
  // A mean is halved until exp(-mean) is far from the smallest double.
  private static final double LARGEST_MEAN = 30;

  private final SplittableRandom random;

  private Draws(long seed) {
    this.random = new SplittableRandom(seed);
  }

  public static Draws of(long seed) {
    return new Draws(mixed(seed));
  }

  /** Another sequence for each partition, unlike those of neighbouring seeds. */
  public static Draws of(long seed, int partition) {
    return new Draws(mixed(mixed(seed) + partition));
  }

  /** The finishing step of MurmurHash3, variant 13: near seeds become far ones. */
  private static long mixed(long seed) {
    long z = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** From 0, below 1. */
  public double fraction() {
    return random.nextDouble();
  }

  public long bits() {
    return random.nextLong();
  }

  /** From 0, below the bound. */
  public long below(long bound) {
    return random.nextLong(bound);
  }

  /** How often something happens that happens this often in the mean (Poisson). */
  public long times(double mean) {
    if (mean > LARGEST_MEAN) {
      return times(mean / 2) + times(mean / 2);
    }
    double limit = Math.exp(-mean);
    long times = 0;
    for (double left = random.nextDouble(); left > limit; left *= random.nextDouble()) {
      times++;
    }
    return times;
  }

  /**
   * How many of so many trials succeed (binomial).
   *
   * @param chance of each, above 0
   */
  public long hits(long trials, double chance) {
    if (chance >= 1) {
      return trials;
    }
    double miss = Math.log1p(-chance);
    long hits = 0;
    // From hit to hit, so that rare ones cost little.
    for (double trial = misses(miss); trial < trials; trial += 1 + misses(miss)) {
      hits++;
    }
    return hits;
  }

  /** How many trials fail before one succeeds. */
  private double misses(double logOfMiss) {
    return Math.floor(Math.log(1 - random.nextDouble()) / logOfMiss);
  }

  /**
   * How many of the marked ones are among those that are taken out, each once, of all
   * (hypergeometric).
   */
  public long markedAmong(long all, long marked, long taken) {
    // Marked and taken may change places; the fewer are gone through.
    long fewer = Math.min(marked, taken);
    long wanted = Math.max(marked, taken);
    long found = 0;
    for (long i = 0; i < fewer; i++) {
      if (below(all - i) < wanted - found) {
        found++;
      }
    }
    return found;
  }
}
