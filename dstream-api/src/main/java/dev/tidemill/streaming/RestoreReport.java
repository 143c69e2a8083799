package dev.tidemill.streaming;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a program found in its checkpoint directory, and what it made of it. Lists are in the order
 * of the program and hold text for people.
 *
 * @param directory where
 * @param application the name of the program that wrote it
 * @param lastBatch the latest batch that had been allocated
 * @param matched parts of the program that go on with what was kept
 * @param changed those of them that are made from something else, or with other durations
 * @param added parts of which nothing was kept
 * @param orphaned what was kept of parts that the program does not have any more; dropped
 * @param redone batches that are not over and run again, as far as their outputs had not ended well
 * @param missed times of the grid that came while no process ran
 * @param lost records that sources cannot give again, by source; -1 where nobody counted
 * @param cut what a crash had left half-written at the end of the journal, empty if nothing
 */
public record RestoreReport(
    String directory,
    String application,
    Time lastBatch,
    List<String> matched,
    List<String> changed,
    List<String> added,
    List<String> orphaned,
    List<Time> redone,
    long missed,
    Map<String, Long> lost,
    String cut) {

  public RestoreReport {
    matched = List.copyOf(matched);
    changed = List.copyOf(changed);
    added = List.copyOf(added);
    orphaned = List.copyOf(orphaned);
    redone = List.copyOf(redone);
    lost = Map.copyOf(lost);
  }

  /** A line that tells what matters, and one for each thing that is not as it was. */
  @Override
  public String toString() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Goes on in "
            + directory
            + " behind batch "
            + lastBatch
            + ": "
            + count(matched.size(), "part")
            + " found again, "
            + count(redone.size(), "batch")
            + " to finish, "
            + count(missed, "time")
            + " missed"
            + (lost.isEmpty() ? ", no record lost." : "."));
    lost.forEach(
        (source, records) ->
            lines.add(
                "  lost: "
                    + (records < 0 ? "records" : records + " records")
                    + " of "
                    + source
                    + ", which cannot give them again"));
    changed.forEach(part -> lines.add("  changed: " + part));
    added.forEach(part -> lines.add("  new: " + part));
    orphaned.forEach(part -> lines.add("  dropped: " + part));
    if (!cut.isEmpty()) {
      lines.add("  cut: " + cut);
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static String count(long count, String what) {
    String several = what.endsWith("ch") ? what + "es" : what + "s";
    return count + " " + (count == 1 ? what : several);
  }
}
