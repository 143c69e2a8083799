package dev.tidemill.core.file;

/**
 * The memory twin keeps the same promises while it does not crash; {@link MemoryDiskTest} has the
 * crashes.
 */
class MemoryFileStoreTest extends FileStoreContract {

  private final MemoryDisk disk = new MemoryDisk();

  @Override
  FileStore openFreshStore() {
    return disk.store("some/root");
  }

  @Override
  FileStore openAgain(FileStore store) {
    return disk.store("some/root");
  }
}
