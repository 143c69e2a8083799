package dev.tidemill.core.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where to cut ordered keys so that the ranges hold about equally many records. */
public final class RangeBounds {
  /** A key that was looked at, and how many records it stands for. */
  public record Weighted<K>(K key, double weight) {}

  private RangeBounds() {}

  /**
   * The last key of each range but the last: at most {@code ranges - 1} keys, strictly rising.
   * Fewer if there are fewer different keys.
   */
  public static <K> List<K> of(
      List<Weighted<K>> sample, int ranges, Comparator<? super K> ordering) {
    List<Weighted<K>> sorted = new ArrayList<>(sample);
    sorted.sort((a, b) -> ordering.compare(a.key(), b.key()));
    double step = sorted.stream().mapToDouble(Weighted::weight).sum() / ranges;
    List<K> bounds = new ArrayList<>();
    double passed = 0;
    double target = step;
    for (Weighted<K> next : sorted) {
      passed += next.weight();
      boolean above =
          bounds.isEmpty() || ordering.compare(next.key(), bounds.get(bounds.size() - 1)) > 0;
      if (passed >= target && above && bounds.size() < ranges - 1) {
        bounds.add(next.key());
        target += step;
      }
    }
    return bounds;
  }
}
