package dev.tidemill.dstream.source;

import java.util.Map;

/**
 * What a source has written down: values that JSON has (texts, {@code Long}, {@code Boolean}, lists
 * and maps of these), by names that the source chooses. The source gets it back as it gave it, and
 * reads what older releases gave.
 */
public record SourceRecord(Map<String, Object> values) {
  public SourceRecord {
    values = Map.copyOf(values);
  }
}
