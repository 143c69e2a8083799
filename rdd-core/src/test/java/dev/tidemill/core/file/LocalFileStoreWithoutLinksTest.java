package dev.tidemill.core.file;

import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The local disk where it knows no hard links, as FAT and some network shares. */
class LocalFileStoreWithoutLinksTest extends FileStoreContract {

  @TempDir Path directory;

  @Override
  FileStore openFreshStore() {
    return new LocalFileStore(
        directory.resolve("root"),
        (newName, existing) -> {
          throw new FileSystemException(newName.toString(), null, "Operation not permitted");
        });
  }

  @Override
  FileStore openAgain(FileStore store) {
    return openFreshStore();
  }

  @Override
  void assumeHolds(String name) {
    new LocalFileStoreTest().assumeHolds(name);
  }
}
