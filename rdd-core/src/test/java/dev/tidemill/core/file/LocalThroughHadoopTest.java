package dev.tidemill.core.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** The local disk through Hadoop's own classes, to which {@code file:} never leads. */
class LocalThroughHadoopTest {

  @TempDir java.nio.file.Path directory;

  private FileStore over(FileSystem fileSystem) throws IOException {
    fileSystem.initialize(directory.toUri(), new Configuration());
    return HadoopFileStore.over(fileSystem, new Path(directory.toUri()));
  }

  @Test
  void theRawOneSyncs() throws IOException {
    FileStore store = over(new RawLocalFileSystem());
    assertFalse(store.isObjectStore());
    assertTrue(store.createExclusive("d/a", "x".getBytes(UTF_8)));
    assertFalse(store.createExclusive("d/a", "y".getBytes(UTF_8)));
    try (LogFile log = store.appendLog("d/log")) {
      log.write("one".getBytes(UTF_8));
      log.sync();
    }
    assertEquals("x", Files.readString(directory.resolve("d/a")));
    assertEquals("one", Files.readString(directory.resolve("d/log")));
  }

  @Test
  void theOneWithChecksumsIsForReadingSinceItShowsHalfAFile() throws IOException {
    Files.writeString(directory.resolve("a"), "0123");
    FileStore store = over(new LocalFileSystem());
    for (Executable write :
        List.<Executable>of(
            () -> store.createAtomic("b"),
            () -> store.createExclusive("b", new byte[1]),
            () -> store.appendLog("b"))) {
      var e = assertThrows(UnsupportedFileOperationException.class, write);
      assertTrue(e.getMessage().contains("an object store or a disk"), e.toString());
    }
    try (InputStream in = store.open("a", 2)) {
      assertEquals("23", new String(in.readAllBytes(), UTF_8));
    }
    assertEquals(List.of("a"), store.list("").stream().map(FileEntry::name).toList());
    assertTrue(store.delete("a"));
  }
}
