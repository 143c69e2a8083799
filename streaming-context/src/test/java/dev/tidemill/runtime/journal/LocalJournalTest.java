package dev.tidemill.runtime.journal;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** On the local disk, which has locks. */
class LocalJournalTest extends JournalStoreContract {

  @TempDir Path directory;

  @Override
  FileStore openFreshStore() throws IOException {
    return FileStores.open(directory.resolve("checkpoint").toString());
  }

  @Override
  FileStore openAgain() throws IOException {
    return openFreshStore();
  }
}
