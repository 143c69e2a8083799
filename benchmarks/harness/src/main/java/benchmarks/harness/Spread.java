package benchmarks.harness;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Smallest, middle and largest of a few values. */
record Spread(double min, double median, double max) {
  static Spread of(List<Round> rounds, ToDoubleFunction<Round> value) {
    return of(rounds.stream().mapToDouble(value).toArray());
  }

  static Spread of(double... values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int upper = sorted.length / 2;
    double median =
        sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
    return new Spread(sorted[0], median, sorted[sorted.length - 1]);
  }

  /** The median of the ratios of each round: both sides of a ratio saw the same load. */
  static double ratio(List<Round> of, List<Round> to, ToDoubleFunction<Round> value) {
    double[] ratios = new double[of.size()];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = value.applyAsDouble(of.get(i)) / value.applyAsDouble(to.get(i));
    }
    return of(ratios).median;
  }

  /** {@code median (min - max)} in a unit that is so many times larger. */
  String text(double unit) {
    return Double.isNaN(median)
        ? "-"
        : digits(median / unit) + " (" + digits(min / unit) + " - " + digits(max / unit) + ")";
  }

  /** Three digits that count. */
  static String digits(double value) {
    if (value == 0 || !Double.isFinite(value)) {
      return value == 0 ? "0" : "-";
    }
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
    return String.format(Locale.ROOT, "%." + Math.min(decimals, 6) + "f", value);
  }
}
