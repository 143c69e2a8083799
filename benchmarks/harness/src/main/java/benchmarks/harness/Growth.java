package benchmarks.harness;

import benchmarks.workload.WorkloadPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How times grow with the size that a workload was run through: the exponent of the power of it
 * that fits them best.
 */
final class Growth {
  private static final String SERIES = "job";
  private static final int LEAST_SIZES = 3;

  private Growth() {}

  /** A table; empty where there are too few sizes to say anything. */
  static Optional<String> of(WorkloadPage page, List<Result> results) {
    if (page.sweep().isEmpty()) {
      return Optional.empty();
    }
    String size = page.sweep().get().size();
    List<String> rows = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      List<Result> of =
          results.stream().filter(result -> isTimed(result.rounds().get(engine))).toList();
      if (of.size() >= LEAST_SIZES) {
        double[] sizes = of.stream().mapToDouble(result -> result.sizes().get(size)).toArray();
        double[] times = of.stream().mapToDouble(result -> time(result, engine)).toArray();
        rows.add(row(engine, sizes, times));
      }
    }
    return rows.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "The time of a %s goes with the number of %s to the power of:%n%n"
                    .formatted(SERIES, size)
                + "| engine | power | p50 ms |\n| --- | --- | --- |\n"
                + String.join("", rows));
  }

  private static boolean isTimed(List<Round> rounds) {
    return rounds != null && rounds.get(0).nanos().containsKey(SERIES);
  }

  private static double time(Result result, Engine engine) {
    return Spread.of(result.rounds().get(engine), round -> round.nanos().get(SERIES).p50())
        .median();
  }

  private static String row(Engine engine, double[] sizes, double[] times) {
    String all =
        String.join(
            ", ", Arrays.stream(times).mapToObj(nanos -> Spread.digits(nanos / 1e6)).toList());
    return "| %s | %s | %s |%n".formatted(engine.title(), Spread.digits(power(sizes, times)), all);
  }

  /** The slope of the straight line with the least squares through the logarithms. */
  static double power(double[] sizes, double[] values) {
    double[] x = Arrays.stream(sizes).map(Math::log).toArray();
    double[] y = Arrays.stream(values).map(Math::log).toArray();
    double meanX = Arrays.stream(x).average().orElseThrow();
    double meanY = Arrays.stream(y).average().orElseThrow();
    double both = 0;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      both += (x[i] - meanX) * (y[i] - meanY);
      squares += (x[i] - meanX) * (x[i] - meanX);
    }
    return both / squares;
  }
}
