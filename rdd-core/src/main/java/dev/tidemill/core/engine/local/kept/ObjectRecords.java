package dev.tidemill.core.engine.local.kept;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** Records as they are, in an array of just their number. */
final class ObjectRecords implements KeptRecords {
  private final List<Object> records;
  private final long bytes;

  ObjectRecords(List<Object> records, long bytes) {
    this.records = Arrays.asList(records.toArray());
    this.bytes = bytes;
  }

  @Override
  public long memoryBytes() {
    return bytes;
  }

  @Override
  public Optional<List<?>> shared() {
    return Optional.of(records);
  }

  @Override
  public Iterator<?> iterator() {
    return records.iterator();
  }

  @Override
  public void release() {
    // The memory goes with the last reader.
  }
}
