package dev.tidemill.dstream.graph;

import java.util.Optional;

/**
 * A part of a program's graph of which something outlives the process: positions of a source, a
 * state, datasets that windows need, how outputs ended.
 *
 * @param number its place among the parts of its graph
 * @param operation the same for all parts that one call of the program has made
 * @param kind what the program called, {@code reduceByKeyAndWindow}
 * @param name what the program calls it, unique, if it does
 * @param fingerprint what it is made from, up to the sources or names; equal for equal programs
 * @param detail what may differ without another part being meant: durations, a place
 */
public record GraphPart(
    int number,
    int operation,
    Role role,
    String kind,
    Optional<String> name,
    String fingerprint,
    String detail) {
  /** What of it outlives the process. */
  public enum Role {
    /** Its position, and what it gave to batches. */
    SOURCE,
    /** What its keys hold. */
    STATE,
    /** Its datasets, which windows over it still need. */
    DATASETS,
    /** What it has taken in of each batch, which it still needs. */
    PANES,
    /** How it ended in batches that are not over. */
    OUTPUT;

    /** Whether it is datasets by batch that are written down. */
    public boolean isDatasets() {
      return this == DATASETS || this == PANES;
    }
  }

  /** Not the record's own, which is linked when it is first called: a start waits for that. */
  @Override
  public int hashCode() {
    return 31 * number + operation;
  }

  /** For people. */
  @Override
  public String toString() {
    String what = detail.isEmpty() ? kind : kind + " (" + detail + ")";
    return name.map(n -> "'" + n + "', " + what).orElse(what);
  }
}
