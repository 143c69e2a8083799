package dev.tidemill.runtime;

import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.runtime.schedule.Termination;
import dev.tidemill.streaming.StopReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what a stop left, once nothing runs any more. */
final class StopReports {
  private StopReports() {}

  static StopReport of(
      StreamGraph graph, Termination termination, Optional<Checkpoint> checkpoint) {
    Map<String, Long> lost = new HashMap<>();
    for (StreamSource<?> source : graph.sources()) {
      long records = source.replays() ? 0 : source.unallocatedRecords();
      if (records > 0) {
        lost.merge(source.description(), records, Long::sum);
      }
    }
    return new StopReport(
        checkpoint.map(Checkpoint::directory).orElse(""),
        termination.leftOut(),
        checkpoint.map(Checkpoint::toFinish).orElse(List.of()),
        lost,
        termination.overdue());
  }
}
