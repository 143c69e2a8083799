package dev.tidemill.dstream.source;

/**
 * What a source gave to one batch.
 *
 * @param records how many, or {@link #UNKNOWN} where only reading would tell
 * @param description one line for people, may be empty
 */
public record Allocation(long records, String description) {
  public static final long UNKNOWN = -1;
}
