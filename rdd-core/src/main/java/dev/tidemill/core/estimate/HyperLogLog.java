package dev.tidemill.core.estimate;

import java.io.Serializable;

/**
 * Counts different values without keeping them. It is a function of the set of hashes that were
 * added: their order, and how they were spread over several of these that are merged, changes
 * nothing. Not thread-safe.
 *
 * <p>The first bits of a hash choose a register, which keeps the largest number of leading zeros,
 * plus one, that it has seen in the rest: P. Flajolet and others, "HyperLogLog: the analysis of a
 * near-optimal cardinality estimation algorithm" (2007). From S. Heule and others, "HyperLogLog in
 * practice" (2013) it has hashes of 64 bits, so that none need be corrected for, and that few
 * values take less memory: their hashes are kept until they are as large as the registers would be,
 * and until then the count is exact. What the registers mean is computed as by O. Ertl, "New
 * cardinality estimation algorithms for HyperLogLog sketches" (2017), which needs no table of
 * corrections.
 */
public final class HyperLogLog implements Serializable {
  private static final long serialVersionUID = 1L;

  /** The relative error that the largest precision has. */
  public static final double LEAST_ERROR = 0.00026;

  private static final int LEAST_PRECISION = 4;
  private static final double ERROR_OF_ONE_REGISTER = 1.04;
  private static final int FIRST_SLOTS = 4;
  // In fewer slots than these the registers are not worth while.
  private static final int MANY_SLOTS = 16;

  // The number of registers, 2^precision.
  private final int precision;
  // Open addressing; at most half full. 0 is a free slot. Null when there are registers.
  private long[] few = new long[FIRST_SLOTS];
  private int fewCount;
  private byte[] registers;

  /**
   * @param precision 4 to 24; it takes up to 2^precision bytes
   */
  public HyperLogLog(int precision) {
    this.precision = precision;
  }

  /**
   * The smallest precision whose standard error is not above this one.
   *
   * @throws IllegalArgumentException if it is below {@link #LEAST_ERROR}, above 1 or not a number
   */
  public static int precision(String call, double relativeError) {
    if (!(relativeError >= LEAST_ERROR && relativeError <= 1)) {
      throw new IllegalArgumentException(
          call
              + ": relativeSD is "
              + relativeError
              + "; use "
              + LEAST_ERROR
              + " (16 MB of memory for each count) to 1; 0.05 takes 512 bytes.");
    }
    int precision = LEAST_PRECISION;
    while (ERROR_OF_ONE_REGISTER / Math.sqrt(1 << precision) > relativeError) {
      precision++;
    }
    return precision;
  }

  /**
   * Adds a value; see {@link ValueHash}.
   *
   * @return this
   */
  public HyperLogLog add(Object value) {
    addHash(ValueHash.of(value));
    return this;
  }

  /**
   * Adds what another has counted.
   *
   * @return this
   * @throws IllegalArgumentException if its precision is another
   */
  public HyperLogLog merge(HyperLogLog other) {
    if (other.precision != precision) {
      throw new IllegalArgumentException(
          "Cannot merge counts of precision " + precision + " and " + other.precision + ".");
    }
    if (other.registers == null) {
      for (long hash : other.few) {
        if (hash != 0) {
          addHash(hash);
        }
      }
      return this;
    }
    makeRegisters();
    for (int i = 0; i < registers.length; i++) {
      registers[i] = (byte) Math.max(registers[i], other.registers[i]);
    }
    return this;
  }

  private void addHash(long hash) {
    if (registers != null) {
      register(hash);
    } else if (remember(hash == 0 ? 1 : hash) && fewCount * 2 > few.length) {
      grow();
    }
  }

  /** False if it was there. */
  private boolean remember(long hash) {
    int slot = (int) hash & few.length - 1;
    while (few[slot] != 0) {
      if (few[slot] == hash) {
        return false;
      }
      slot = slot + 1 & few.length - 1;
    }
    few[slot] = hash;
    fewCount++;
    return true;
  }

  private void grow() {
    if (few.length >= Math.max(MANY_SLOTS, (1 << precision) / Long.BYTES)) {
      makeRegisters();
      return;
    }
    long[] before = few;
    few = new long[before.length * 2];
    fewCount = 0;
    for (long hash : before) {
      if (hash != 0) {
        remember(hash);
      }
    }
  }

  private void makeRegisters() {
    if (registers != null) {
      return;
    }
    registers = new byte[1 << precision];
    for (long hash : few) {
      if (hash != 0) {
        register(hash);
      }
    }
    few = null;
  }

  private void register(long hash) {
    int index = (int) (hash >>> Long.SIZE - precision);
    // The bit behind the rest ends the search where the rest is 0.
    long rest = hash << precision | 1L << precision - 1;
    registers[index] = (byte) Math.max(registers[index], Long.numberOfLeadingZeros(rest) + 1);
  }

  /** How many different values were added, to the nearest whole number. */
  public long count() {
    return registers == null ? fewCount : Math.round(estimate());
  }

  private double estimate() {
    int most = Long.SIZE - precision + 1;
    int[] withValue = new int[most + 1];
    for (byte value : registers) {
      withValue[value]++;
    }
    double all = registers.length;
    double sum = all * tau(1 - withValue[most] / all);
    for (int value = most - 1; value >= 1; value--) {
      sum = (sum + withValue[value]) / 2;
    }
    sum += all * sigma(withValue[0] / all);
    return all * all / sum / (2 * Math.log(2));
  }

  /** Ertl's sigma: x + x^2 + 2 x^4 + 4 x^8 + ...; corrects for registers that nothing has met. */
  private static double sigma(double x) {
    double power = x;
    double factor = 1;
    double sum = x;
    double before;
    do {
      before = sum;
      power *= power;
      sum += power * factor;
      factor *= 2;
    } while (sum != before && Double.isFinite(sum));
    return sum;
  }

  /**
   * Ertl's tau: (1 - x - sum of (1 - x^(1/2^k))^2 / 2^k) / 3; corrects for registers at their end.
   */
  private static double tau(double x) {
    if (x == 0) {
      return 0;
    }
    double root = x;
    double factor = 1;
    double sum = 1 - x;
    double before;
    do {
      before = sum;
      root = Math.sqrt(root);
      factor /= 2;
      sum -= (1 - root) * (1 - root) * factor;
    } while (sum != before);
    return sum / 3;
  }
}
