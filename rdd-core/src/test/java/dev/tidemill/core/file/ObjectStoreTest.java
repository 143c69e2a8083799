package dev.tidemill.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.CommonPathCapabilities;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A file system of Hadoop that has no sync, no append and no rename in one step serves for reading
 * only.
 */
class ObjectStoreTest {

  @TempDir java.nio.file.Path directory;

  private FileStore store;

  /** The local disk, reduced to what an object store can do. */
  public static final class Objects extends RawLocalFileSystem {

    @Override
    public URI getUri() {
      return URI.create("objects:///");
    }

    @Override
    public String getScheme() {
      return "objects";
    }

    @Override
    public boolean hasPathCapability(Path path, String capability) {
      return capability.equals(CommonPathCapabilities.ABORTABLE_STREAM);
    }

    @Override
    public FSDataOutputStream createNonRecursive(
        Path path,
        FsPermission permission,
        EnumSet<CreateFlag> flags,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      return new FSDataOutputStream(OutputStream.nullOutputStream(), null);
    }

    @Override
    public FSDataOutputStream append(Path path, int bufferSize, Progressable progress) {
      throw new UnsupportedOperationException("append");
    }
  }

  @BeforeEach
  void openStore() throws IOException {
    Files.writeString(directory.resolve("a"), "0123");
    Files.createDirectory(directory.resolve("d"));
    store =
        FileStores.open(
            "objects://" + directory, Map.of("fs.objects.impl", Objects.class.getName()));
  }

  @Test
  void itIsReadAndDeleted() throws IOException {
    assertEquals(List.of("a", "d"), store.list("").stream().map(FileEntry::name).toList());
    assertEquals(4, store.status("a").orElseThrow().length());
    try (InputStream in = store.open("a", 2)) {
      assertEquals("23", new String(in.readAllBytes(), UTF_8));
    }
    assertTrue(store.delete("a"));
    assertEquals(List.of("d"), store.list("").stream().map(FileEntry::name).toList());
  }

  @Test
  void whatItCannotDoDurablyIsRefusedWithARemedy() throws IOException {
    for (org.junit.jupiter.api.function.Executable write :
        List.<org.junit.jupiter.api.function.Executable>of(
            () -> store.createAtomic("b"),
            () -> store.createExclusive("b", new byte[1]),
            () -> store.appendLog("b"),
            () -> store.rename("a", "b"))) {
      var e = assertThrows(UnsupportedFileOperationException.class, write);
      assertTrue(e.getMessage().contains("keep what must survive on HDFS or a disk"), e.toString());
    }
    assertEquals(List.of("a", "d"), store.list("").stream().map(FileEntry::name).toList());
  }

  @Test
  void anExistingLogIsNotContinued() {
    var e = assertThrows(UnsupportedFileOperationException.class, () -> store.appendLog("a"));
    assertTrue(e.getMessage().contains("go on in a log of a new name"), e.getMessage());
  }
}
