package benchmarks.harness;

import benchmarks.workload.WorkloadPage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** A run for programs: every round of every engine, nothing rounded. */
final class JsonReport {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  JsonReport(WorkloadPage page, Options options, Result result, Surroundings surroundings) {
    fields.put("workload", page.title());
    fields.put("unit", page.unit());
    fields.put("sizes", result.sizes());
    fields.put("rounds", options.rounds(page));
    fields.put("warmSeconds", options.warmSeconds());
    fields.put("roundSeconds", options.roundSeconds());
    fields.put("surroundings", surroundings);
    Map<String, Object> engines = new LinkedHashMap<>();
    result.rounds().forEach((engine, rounds) -> engines.put(engine.title(), rounds));
    fields.put("engines", engines);
  }

  String text() throws JsonProcessingException {
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(fields) + "\n";
  }
}
