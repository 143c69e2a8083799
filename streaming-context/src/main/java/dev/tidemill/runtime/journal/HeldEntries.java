package dev.tidemill.runtime.journal;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Entries that have been read and will be asked for again, unless they are too many. */
final class HeldEntries implements EntryConsumer {
  private static final long MOST_BYTES = 64 << 20;

  private final List<JournalEntry> entries = new ArrayList<>();
  private long bytes;

  @Override
  public void accept(JournalEntry entry) {
    bytes += entry.payload().length;
    if (isAll()) {
      entries.add(entry);
    } else {
      entries.clear();
    }
  }

  /** Whether all that came are here. */
  boolean isAll() {
    return bytes <= MOST_BYTES;
  }

  void forEach(EntryConsumer consumer) throws IOException {
    for (JournalEntry entry : entries) {
      consumer.accept(entry);
    }
  }
}
