package dev.tidemill.streaming.api.java;

import java.util.Map;

/**
 * What one source gave to a batch.
 *
 * @param numRecords how many; 0 where that is not known
 * @param metadataDescription a line for people, or null
 */
public record JavaStreamInputInfo(
    int inputStreamId, long numRecords, Map<String, Object> metadata, String metadataDescription) {

  public JavaStreamInputInfo {
    metadata = Map.copyOf(metadata);
  }
}
