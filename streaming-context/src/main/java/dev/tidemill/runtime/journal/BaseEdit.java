package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;

/** Changes entries of the newest base of a journal, in place. */
public final class BaseEdit {
  private static final int GROUP_BYTES = 1 << 20;

  private BaseEdit() {}

  /**
   * Puts a base in the place of the newest one: the same but for what the edit changes. It is
   * replaced in one step, so a crash leaves the old one or the new one.
   *
   * @param lease of the caller on the directory: nobody writes to the journal meanwhile
   * @throws IllegalStateException when there is no journal
   */
  public static void apply(FileStore store, DriverLease lease, UnaryOperator<JournalEntry> edit)
      throws IOException {
    JournalFile newest =
        JournalDirectory.files(store).stream()
            .filter(file -> file.kind() == JournalFile.Kind.BASE)
            .reduce((older, newer) -> newer)
            .orElseThrow(() -> new IllegalStateException("There is no journal in " + store.root()));
    BaseFile base = BaseFile.read(store, newest);
    List<JournalEntry> entries = base.entries().stream().map(edit).toList();
    lease.requireHeld();
    BaseFile.write(store, base.header(), entries, GROUP_BYTES);
  }
}
