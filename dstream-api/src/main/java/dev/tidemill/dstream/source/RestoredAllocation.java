package dev.tidemill.dstream.source;

import java.util.Optional;

/**
 * What is left of an {@link Allocation} of an earlier process.
 *
 * @param records how many, or {@link Allocation#UNKNOWN}
 * @param replay what the source wrote down
 */
public record RestoredAllocation(long records, Optional<SourceRecord> replay) {
  private static final RestoredAllocation NOTHING = new RestoredAllocation(0, Optional.empty());

  /** Of a batch to which the source gave nothing, since the program had no such source. */
  public static RestoredAllocation nothing() {
    return NOTHING;
  }

  public boolean isNothing() {
    return records == 0 && replay.isEmpty();
  }
}
