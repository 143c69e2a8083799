package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;

/** On the memory twin, which has locks. */
class MemoryJournalTest extends JournalStoreContract {

  private final MemoryDisk disk = new MemoryDisk();

  @Override
  FileStore openFreshStore() {
    return disk.store("x");
  }

  @Override
  FileStore openAgain() {
    return disk.store("x");
  }
}
