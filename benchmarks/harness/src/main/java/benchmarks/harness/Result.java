package benchmarks.harness;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All rounds of a run.
 *
 * @param sizes of the workload that took effect
 */
record Result(Map<String, Integer> sizes, Map<Engine, List<Round>> rounds) {

  /**
   * @throws RunFailedException if there is more than one result, saying whose is which
   */
  static void requireEqual(Map<Engine, Set<String>> checksums) throws RunFailedException {
    Set<String> all = checksums.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    if (all.size() != 1) {
      throw new RunFailedException(
          "the results differ: "
              + checksums.entrySet().stream()
                  .map(
                      entry ->
                          entry.getKey().title() + " " + String.join(" and ", entry.getValue()))
                  .collect(Collectors.joining(", "))
              + ".");
    }
  }
}
