package benchmarks.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.TreeMap;

/**
 * One turn of one engine, for one unit of the workload.
 *
 * @param allocatedBytes NaN where it was not measured
 * @param nanos times of single batches or jobs, by what was timed
 */
record Round(
    String checksum,
    double units,
    double wallNanos,
    double cpuNanos,
    double allocatedBytes,
    Map<String, Percentiles> nanos) {

  record Percentiles(long count, double p50, double p99, double max) {}

  static Round from(JsonNode answer) {
    double units = answer.get("units").asDouble();
    Map<String, Percentiles> nanos = new TreeMap<>();
    answer
        .get("nanos")
        .properties()
        .forEach(series -> nanos.put(series.getKey(), percentiles(series.getValue())));
    return new Round(
        answer.get("checksum").asText(),
        units,
        answer.get("wallNanos").asDouble() / units,
        answer.get("cpuNanos").asDouble() / units,
        answer.get("allocatedBytes").asDouble() / units,
        nanos);
  }

  private static Percentiles percentiles(JsonNode values) {
    return new Percentiles(
        values.get("count").asLong(),
        values.get("p50").asDouble(),
        values.get("p99").asDouble(),
        values.get("max").asDouble());
  }
}
