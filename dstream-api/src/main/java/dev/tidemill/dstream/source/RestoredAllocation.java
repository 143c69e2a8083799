package dev.tidemill.dstream.source;

import java.util.Optional;

/**
 * What is left of an {@link Allocation} of an earlier process.
 *
 * @param records how many, or {@link Allocation#UNKNOWN}
 * @param replay what the source wrote down
 */
public record RestoredAllocation(long records, Optional<SourceRecord> replay) {}
