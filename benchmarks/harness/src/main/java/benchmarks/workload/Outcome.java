package benchmarks.workload;

import java.util.Map;

/**
 * What one operation came to.
 *
 * @param checksum of everything computed; equal on all engines, or there are no figures
 * @param units how much was done, in the unit that {@link WorkloadPage} names
 * @param nanos times of single batches or jobs by the name of what was timed; may be empty
 * @param figures what else was measured, by name; may be empty
 */
public record Outcome(
    long checksum, double units, Map<String, long[]> nanos, Map<String, Double> figures) {
  public Outcome(long checksum, double units) {
    this(checksum, units, Map.of());
  }

  public Outcome(long checksum, double units, Map<String, long[]> nanos) {
    this(checksum, units, nanos, Map.of());
  }

  public Outcome with(Map<String, Double> measured) {
    return new Outcome(checksum, units, nanos, measured);
  }
}
