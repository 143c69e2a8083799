package dev.tidemill.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Times of one form; says the median and the range of the later half, when all is compiled. */
final class Rates {
  private final List<Long> nanos = new ArrayList<>();

  void add(long elapsed) {
    nanos.add(elapsed);
  }

  private List<Long> warm() {
    List<Long> warm = new ArrayList<>(nanos.subList(nanos.size() / 2, nanos.size()));
    Collections.sort(warm);
    return warm;
  }

  double medianSeconds() {
    List<Long> warm = warm();
    return warm.get(warm.size() / 2) / 1e9;
  }

  /** The rate of so many units a time: {@code median (lowest to highest)}. */
  String rate(double units) {
    List<Long> warm = warm();
    return "%8.1f  (%.1f to %.1f)"
        .formatted(
            units / medianSeconds(),
            units / (warm.get(warm.size() - 1) / 1e9),
            units / (warm.get(0) / 1e9));
  }
}
