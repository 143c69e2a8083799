package dev.tidemill.streaming.scheduler;

import dev.tidemill.Option;
import java.util.Map;

/**
 * What one source gave to a batch.
 *
 * @param numRecords how many; 0 where only reading would tell
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
