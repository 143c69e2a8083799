package benchmarks.workload;

import java.util.List;

/**
 * A size that a workload is run through, value after value, unless the command line names one.
 *
 * @param legacyAtMost up to where the legacy engine takes part unless the command line asks for it
 */
public record Sweep(String size, List<Integer> values, int legacyAtMost) {
  static Sweep of(String size, Integer... values) {
    return new Sweep(size, List.of(values), Integer.MAX_VALUE);
  }

  Sweep legacyAtMost(int value) {
    return new Sweep(size, values, value);
  }
}
