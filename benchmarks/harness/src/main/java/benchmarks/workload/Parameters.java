package benchmarks.workload;

import java.util.Map;
import java.util.TreeMap;

/**
 * Sizes of a workload, given as {@code -Dbenchmark.NAME=NUMBER}. Remembers what was asked for, so
 * that a report can show every size that took effect.
 */
public final class Parameters {
  private final Map<String, Integer> used = new TreeMap<>();

  public int number(String name, int defaultValue) {
    int value = Integer.getInteger("benchmark." + name, defaultValue);
    used.put(name, value);
    return value;
  }

  public Map<String, Integer> used() {
    return new TreeMap<>(used);
  }
}
