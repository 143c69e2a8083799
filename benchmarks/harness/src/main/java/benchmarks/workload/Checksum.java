package benchmarks.workload;

/**
 * A sum over rows that does not depend on their order, since engines give them in different ones. A
 * few nanoseconds a row, so that every operation can be checked while it is timed.
 */
public final class Checksum {
  private long sum;

  public void add(String key, long value) {
    sum += mix(key.hashCode() * 0x9e3779b97f4a7c15L + key.length() + mix(value));
  }

  /** Both values count by their place: (1, 2) differs from (2, 1). */
  public void add(String key, int first, int second) {
    add(key, ((long) first << 32) | (second & 0xffffffffL));
  }

  public static long of(Iterable<Integer> values) {
    Checksum checksum = new Checksum();
    values.forEach(value -> checksum.add(value));
    return checksum.value();
  }

  public void add(long value) {
    sum += mix(value);
  }

  public long value() {
    return sum;
  }

  /** The finalizer of SplitMix64. */
  private static long mix(long value) {
    long z = value + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }
}
