package dev.tidemill.dstream.source;

import java.util.Map;
import java.util.Optional;

/**
 * What a source gave to one batch.
 *
 * @param records how many, or {@link #UNKNOWN} where only reading would tell
 * @param description one line for people, may be empty
 * @param metadata more for listeners, by names that the source chooses
 * @param replay what another process needs to give the batch again; see {@link SourceRecord}
 */
public record Allocation(
    long records, String description, Map<String, Object> metadata, Optional<SourceRecord> replay) {
  public static final long UNKNOWN = -1;

  public Allocation(long records, String description) {
    this(records, description, Map.of(), Optional.empty());
  }

  public Allocation(long records, String description, Map<String, Object> metadata) {
    this(records, description, metadata, Optional.empty());
  }

  /** The same, and how another process gives the batch again. */
  public Allocation replayedBy(SourceRecord record) {
    return new Allocation(records, description, metadata, Optional.of(record));
  }
}
