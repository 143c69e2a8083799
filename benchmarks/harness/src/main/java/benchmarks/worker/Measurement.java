package benchmarks.worker;

import benchmarks.workload.Outcome;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** The operations of one round, added up. */
final class Measurement {
  private final Map<String, long[]> nanos = new TreeMap<>();
  private final Map<String, Double> figures = new TreeMap<>();
  private int operations;
  private double units;
  private long wallNanos;
  private long cpuNanos;
  private long allocatedBytes;
  private long writtenBytes;

  void add(Outcome outcome) {
    operations++;
    units += outcome.units();
    outcome.nanos().forEach((name, values) -> nanos.merge(name, values, Measurement::joined));
    outcome.figures().forEach((name, value) -> figures.merge(name, value, Double::sum));
  }

  void add(Meter.Reading reading) {
    wallNanos += reading.wallNanos();
    cpuNanos += reading.cpuNanos();
    allocatedBytes += reading.allocatedBytes();
    writtenBytes += reading.writtenBytes();
  }

  private static long[] joined(long[] before, long[] more) {
    long[] both = Arrays.copyOf(before, before.length + more.length);
    System.arraycopy(more, 0, both, before.length, more.length);
    return both;
  }

  JsonLine json(String checksum) {
    JsonLine series = new JsonLine();
    nanos.forEach((name, values) -> series.object(name, percentiles(values)));
    JsonLine means = new JsonLine();
    figures.forEach((name, sum) -> means.number(name, sum / operations));
    return new JsonLine()
        .text("checksum", checksum)
        .number("operations", operations)
        .number("units", units)
        .number("wallNanos", wallNanos)
        .number("cpuNanos", cpuNanos)
        .number("allocatedBytes", allocatedBytes)
        .number("writtenBytes", writtenBytes)
        .object("nanos", series)
        .object("figures", means);
  }

  private static JsonLine percentiles(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    return new JsonLine()
        .number("count", sorted.length)
        .number("p50", atLeast(sorted, 0.50))
        .number("p99", atLeast(sorted, 0.99))
        .number("max", sorted[sorted.length - 1]);
  }

  /** The smallest value that no less than this share of all values does not exceed. */
  private static long atLeast(long[] sorted, double share) {
    return sorted[Math.max(0, (int) Math.ceil(sorted.length * share) - 1)];
  }
}
