package dev.tidemill.streaming.scheduler;

import dev.tidemill.Option;
import java.util.Map;

/**
 * What one source gave to a batch.
 *
 * @param numRecords how many; where only reading tells, 0 until the batch has completed, then as
 *     many as its outputs have read of partitions to their end
 * @param metadata of files: {@code files}, the list of their names
 */
public record StreamInputInfo(int inputStreamId, long numRecords, Map<String, Object> metadata) {
  private static final String DESCRIPTION = "Description";

  public StreamInputInfo {
    metadata = Map.copyOf(metadata);
  }

  public static StreamInputInfo apply(
      int inputStreamId, long numRecords, Map<String, Object> metadata) {
    return new StreamInputInfo(inputStreamId, numRecords, metadata);
  }

  /** The key under which {@link #metadata} holds a line for people. */
  public static String METADATA_KEY_DESCRIPTION() {
    return DESCRIPTION;
  }

  public Option<String> metadataDescription() {
    return Option.apply((String) metadata.get(DESCRIPTION));
  }
}
