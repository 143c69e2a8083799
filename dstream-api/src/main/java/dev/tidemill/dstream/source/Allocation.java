package dev.tidemill.dstream.source;

import java.util.Map;

/**
 * What a source gave to one batch.
 *
 * @param records how many, or {@link #UNKNOWN} where only reading would tell
 * @param description one line for people, may be empty
 * @param metadata more for listeners, by names that the source chooses
 */
public record Allocation(long records, String description, Map<String, Object> metadata) {
  public static final long UNKNOWN = -1;

  public Allocation(long records, String description) {
    this(records, description, Map.of());
  }
}
