package dev.tidemill.runtime.journal;

import java.util.Arrays;
import java.util.Objects;

/**
 * One fact of the journal; written whole or not at all.
 *
 * @param kind a small number that the writer of the fact gives
 * @param batch time of the batch that it is about, in milliseconds
 * @param payload the fact itself; the array is not copied and may not change any more
 */
public record JournalEntry(byte kind, long batch, byte[] payload) {

  public JournalEntry {
    Objects.requireNonNull(payload, "payload");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof JournalEntry entry
        && kind == entry.kind
        && batch == entry.batch
        && Arrays.equals(payload, entry.payload);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * kind + Long.hashCode(batch)) + Arrays.hashCode(payload);
  }

  @Override
  public String toString() {
    return "kind %d of batch %d, %d bytes".formatted(kind, batch, payload.length);
  }
}
