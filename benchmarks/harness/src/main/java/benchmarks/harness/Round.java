package benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * One turn of one engine, for one unit of the workload.
 *
 * @param allocatedBytes NaN where it was not measured, and so are written ones
 * @param nanos times of single batches or jobs, by what was timed
 * @param figures what else was measured, not for one unit but for one operation
 */
record Round(
    String checksum,
    double units,
    double wallNanos,
    double cpuNanos,
    double allocatedBytes,
    double writtenBytes,
    Map<String, Percentiles> nanos,
    Map<String, Double> figures) {

  record Percentiles(long count, double p50, double p99, double max) {
    double mostToMedian() {
      return max / p50;
    }
  }

  static Round from(JsonNode answer) {
    double units = answer.get("units").asDouble();
    Map<String, Percentiles> nanos = new TreeMap<>();
    answer
        .get("nanos")
        .properties()
        .forEach(series -> nanos.put(series.getKey(), percentiles(series.getValue())));
    Map<String, Double> figures = new TreeMap<>();
    answer
        .get("figures")
        .properties()
        .forEach(figure -> figures.put(figure.getKey(), figure.getValue().asDouble()));
    return new Round(
        answer.get("checksum").asText(),
        units,
        answer.get("wallNanos").asDouble() / units,
        answer.get("cpuNanos").asDouble() / units,
        answer.get("allocatedBytes").asDouble() / units,
        answer.get("writtenBytes").asDouble() / units,
        nanos,
        figures);
  }

  private static Percentiles percentiles(JsonNode values) {
    return new Percentiles(
        values.get("count").asLong(),
        values.get("p50").asDouble(),
        values.get("p99").asDouble(),
        values.get("max").asDouble());
  }
}
