package dev.tidemill.streaming;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a context had not done when it stopped, and what becomes of it.
 *
 * @param directory of the checkpoint; empty if nothing outlives the process
 * @param left batches that had come due and did not run to their end, in their order
 * @param redone batches that a restart finishes, as far as their outputs had not ended well; with
 *     failed ones among them that are not {@code left}
 * @param lost records that came in, belong to no batch and cannot be given again, by source; only
 *     of sources that know
 * @param overdue the parts of the stop that did not end in their time
 */
public record StopReport(
    String directory,
    List<Time> left,
    List<Time> redone,
    Map<String, Long> lost,
    Set<Phase> overdue) {

  /** The parts of a graceful stop, in their order; each has a time in which to end. */
  public enum Phase {
    /** Sources end the input: half of {@code spark.streaming.gracefulStopTimeout}. */
    SOURCES("sources did not stop in time, and what they gave later is not taken"),
    /** What has come in is run: what is left of that time. */
    DRAIN("not all batches could be run within spark.streaming.gracefulStopTimeout"),
    /** Outputs that run are finished: two seconds, then they are interrupted. */
    OUTPUTS("what still ran 2 seconds later was left"),
    /** The journal is written to its end. */
    JOURNAL("the journal could not be ended in time");

    private final String text;

    Phase(String text) {
      this.text = text;
    }
  }

  public StopReport {
    left = List.copyOf(left);
    redone = List.copyOf(redone);
    lost = Map.copyOf(lost);
    overdue = Set.copyOf(overdue);
  }

  /** Whether nothing is known to be left, and a restart has nothing to do again. */
  public boolean isClean() {
    return left.isEmpty() && redone.isEmpty() && lost.isEmpty() && overdue.isEmpty();
  }

  /** One line. */
  @Override
  public String toString() {
    if (isClean()) {
      return "Stopped; no batch is left.";
    }
    List<String> parts = new ArrayList<>();
    new TreeSet<>(overdue).forEach(phase -> parts.add(phase.text));
    String them = left.size() == 1 ? "it" : "them";
    if (!left.isEmpty()) {
      String whatWasInThem = directory.isEmpty() ? ", and what was in " + them + " is lost" : "";
      parts.add(batches(left) + " did not run to the end" + whatWasInThem);
    }
    if (!redone.isEmpty()) {
      String others = redone.containsAll(left) ? "" : " and runs the others";
      parts.add("a restart on " + directory + " finishes " + batches(redone) + others);
    } else if (!left.isEmpty() && !directory.isEmpty()) {
      parts.add("a restart on " + directory + " runs " + them);
    }
    new TreeMap<>(lost)
        .forEach(
            (source, records) ->
                parts.add(
                    records
                        + (records == 1 ? " record" : " records")
                        + " of "
                        + source
                        + " came in for no batch and cannot be given again"));
    if (overdue.isEmpty() && (!left.isEmpty() || !lost.isEmpty())) {
      parts.add("stop(stopSparkContext, true) runs what has come in first");
    }
    return "Stopped: " + String.join("; ", parts) + ".";
  }

  /** Three of them say where to look. */
  private static String batches(List<Time> times) {
    List<String> named = times.stream().limit(3).map(Time::toString).toList();
    return (times.size() == 1 ? "batch " : times.size() + " batches (")
        + String.join(", ", named)
        + (times.size() > 3 ? ", ..." : "")
        + (times.size() == 1 ? "" : ")");
  }
}
