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
   * Fewer if there are fewer different keys. What a frequent key takes more than its share is
   * spread over the ranges after it.
   */
  public static <K> List<K> of(
      List<Weighted<K>> sample, int ranges, Comparator<? super K> ordering) {
    List<Weighted<K>> keys = differentKeys(sample, ordering);
    double left = keys.stream().mapToDouble(Weighted::weight).sum();
    double share = left / ranges;
    double inRange = 0;
    List<K> bounds = new ArrayList<>();
    for (int i = 0; i + 1 < keys.size() && bounds.size() + 1 < ranges; i++) {
      inRange += keys.get(i).weight();
      // The cut is before the next key if that is nearer to the share than the one after it.
      if (inRange + keys.get(i + 1).weight() / 2 > share) {
        bounds.add(keys.get(i).key());
        left -= inRange;
        share = left / (ranges - bounds.size());
        inRange = 0;
      }
    }
    return bounds;
  }

  /** In order, each with the weight of all that are equal to it. */
  private static <K> List<Weighted<K>> differentKeys(
      List<Weighted<K>> sample, Comparator<? super K> ordering) {
    List<Weighted<K>> sorted = new ArrayList<>(sample);
    sorted.sort((a, b) -> ordering.compare(a.key(), b.key()));
    List<Weighted<K>> different = new ArrayList<>();
    for (Weighted<K> next : sorted) {
      int last = different.size() - 1;
      if (last >= 0 && ordering.compare(different.get(last).key(), next.key()) == 0) {
        double both = different.get(last).weight() + next.weight();
        different.set(last, new Weighted<>(next.key(), both));
      } else {
        different.add(next);
      }
    }
    return different;
  }
}
