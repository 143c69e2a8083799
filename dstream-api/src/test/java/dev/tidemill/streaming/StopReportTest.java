package dev.tidemill.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.streaming.StopReport.Phase;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a stop says of what it left. */
class StopReportTest {
  private static List<Time> times(long last) {
    return LongStream.rangeClosed(1, last).mapToObj(second -> new Time(1000 * second)).toList();
  }

  private static String text(
      String directory, List<Time> left, List<Time> redone, Map<String, Long> lost, Phase... late) {
    StopReport report = new StopReport(directory, left, redone, lost, Set.of(late));
    assertFalse(report.isClean());
    return report.toString();
  }

  @Test
  void aStopThatLeftNothingIsClean() {
    assertTrue(new StopReport("", List.of(), List.of(), Map.of(), Set.of()).isClean());
  }

  @Test
  void withoutADirectoryWhatIsLeftIsLost() {
    assertEquals(
        "Stopped: batch 1000 ms did not run to the end, and what was in it is lost; 1 record of"
            + " socket came in for no batch and cannot be given again;"
            + " stop(stopSparkContext, true) runs what has come in first.",
        text("", times(1), List.of(), Map.of("socket", 1L)));
  }

  @Test
  void withADirectoryARestartDoesTheRest() {
    assertEquals(
        "Stopped: not all batches could be run within spark.streaming.gracefulStopTimeout;"
            + " 5 batches (1000 ms, 2000 ms, 3000 ms, ...) did not run to the end; a restart on /c"
            + " finishes 2 batches (1000 ms, 2000 ms) and runs the others.",
        text("/c", times(5), times(2), Map.of(), Phase.DRAIN));
    assertEquals(
        "Stopped: batch 1000 ms did not run to the end; a restart on /c runs it;"
            + " stop(stopSparkContext, true) runs what has come in first.",
        text("/c", times(1), List.of(), Map.of()));
  }

  @Test
  void batchesWithFailedOutputsWaitForARestart() {
    assertEquals(
        "Stopped: a restart on /c finishes batch 1000 ms.",
        text("/c", List.of(), times(1), Map.of()));
  }

  @Test
  void everyPhaseThatTookTooLongIsSaidInOrder() {
    assertEquals(
        "Stopped: sources did not stop in time, and what they gave later is not taken; what still"
            + " ran 2 seconds later was left; the journal could not be ended in time; 2 records of"
            + " b came in for no batch and cannot be given again.",
        text(
            "/c",
            List.of(),
            List.of(),
            Map.of("b", 2L),
            Phase.JOURNAL,
            Phase.OUTPUTS,
            Phase.SOURCES));
  }
}
