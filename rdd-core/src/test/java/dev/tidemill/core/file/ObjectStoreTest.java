package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.hadooptest.ObjectFileSystem;
import dev.tidemill.hadooptest.ObjectFileSystem.Bucket;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The contract on a file system of Hadoop that has objects: no append, no sync, no rename. */
class ObjectStoreTest {

  /** On one kind of it. */
  abstract static class Contract extends FileStoreContract {
    private final Map<String, String> settings = new HashMap<>(ObjectFileSystem.settings());
    Bucket bucket;

    Contract(String... more) {
      for (String key : more) {
        settings.put(key, "true");
      }
    }

    @Override
    FileStore openFreshStore() throws IOException {
      bucket = ObjectFileSystem.bucket(new MemoryDisk().store("x"));
      return FileStores.open(bucket.uri() + "/a root", settings);
    }

    @Override
    FileStore openAgain(FileStore store) throws IOException {
      return FileStores.open(store.root(), settings);
    }

    @Override
    boolean hasObjects() {
      return true;
    }

    @Override
    boolean hasLocks() {
      return false;
    }

    /** A root without a file is none. */
    @Override
    List<String> names(String directory) throws IOException {
      return directory.isEmpty() && isEmpty() ? List.of() : super.names(directory);
    }

    private boolean isEmpty() throws IOException {
      try {
        return store.list("").isEmpty();
      } catch (NoSuchFileException e) {
        return true;
      }
    }

    @Test
    void aFileIsOneUploadUnderItsOwnName() throws IOException {
      store.isObjectStore();
      bucket.calls().clear();
      commit("d/a", "x");
      assertTrue(store.createExclusive("d/b", bytes("y")));
      assertEquals(
          List.of("create /a root/d/a", "put /a root/d/a", "create /a root/d/b", "put /a root/d/b"),
          bucket.calls());
    }

    @Test
    void whatIsGivenUpNeverAppears() throws IOException {
      store.isObjectStore();
      long puts = bucket.count("put");
      try (AtomicFile file = store.createAtomic("a")) {
        file.write(new byte[200_000]);
      }
      assertEquals(Optional.empty(), store.status("a"));
      assertEquals(puts, bucket.count("put"));
    }

    @Test
    void aStoreThatIsSentToATaskKnowsItsSettings() throws Exception {
      commit("a", "x");
      store = Sent.again(store);
      assertEquals("x", read("a"));
    }
  }

  /** That looks before it creates. */
  @Nested
  class Looking extends Contract {
    @Override
    boolean decidesRaces() {
      return false;
    }
  }

  /** That creates on a condition. */
  @Nested
  class Conditional extends Contract {
    Conditional() {
      super("objects.conditional");
    }
  }

  /** That does not say what it is. */
  @Nested
  class Silent extends Contract {
    Silent() {
      super("objects.silent", "objects.conditional");
    }
  }

  @Test
  void whoOnlyReadsASilentOneWritesNothingToFindOut() throws IOException {
    FileStore below = new MemoryDisk().store("x");
    below.createExclusive("r/a", new byte[3]);
    Bucket bucket = ObjectFileSystem.bucket(below);
    Map<String, String> settings = new HashMap<>(ObjectFileSystem.settings());
    settings.put("objects.silent", "true");
    FileStore store = FileStores.open(bucket.uri() + "/r", settings);
    assertEquals(1, store.list("").size());
    assertEquals(3, store.open("a", 0).readAllBytes().length);
    assertEquals(0, bucket.count("create"));
  }

  @Test
  void anUploadThatFailsLeavesNothing() throws IOException {
    MemoryDisk disk = new MemoryDisk();
    Bucket bucket = ObjectFileSystem.bucket(disk.store("x"));
    FileStore store = FileStores.open(bucket.uri() + "/r", ObjectFileSystem.settings());
    disk.crashAt(1, MemoryDisk.CrashPoint.BEFORE, 1);
    assertThrows(IOException.class, () -> store.createExclusive("a", new byte[1]));
    Bucket after = ObjectFileSystem.bucket(disk.store("x"));
    FileStore again = FileStores.open(after.uri() + "/r", ObjectFileSystem.settings());
    assertEquals(Optional.empty(), again.status("a"));
  }
}
