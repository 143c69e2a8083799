package dev.tidemill.runtime.journal;

import java.io.IOException;

/** Takes entries of the journal as they are read. */
@FunctionalInterface
public interface EntryConsumer {
  void accept(JournalEntry entry) throws IOException;
}
