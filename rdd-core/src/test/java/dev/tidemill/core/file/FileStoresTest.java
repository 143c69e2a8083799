package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileStoresTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/data/x",
        "file:/data/x",
        "file:///data/x",
        "FILE:/data/x",
        "file://localhost/data/x",
        "/data/./y/../x/"
      })
  void theseAreTheSameLocalDirectory(String location) throws IOException {
    assertEquals(Path.of("/data/x").toAbsolutePath().toString(), FileStores.open(location).root());
  }

  @Test
  void aRelativeLocationIsBelowTheWorkingDirectory() throws IOException {
    String expected = Path.of("checkpoint").toAbsolutePath().toString();
    assertEquals(expected, FileStores.open("checkpoint").root());
    assertEquals(expected, FileStores.open("file:checkpoint").root());
  }

  @Test
  void aLocationIsTakenAsItIsWritten() throws IOException {
    assertEquals(
        Path.of("/data/50%20 off").toAbsolutePath().toString(),
        FileStores.open("file:///data/50%20 off").root());
    assertEquals(
        Path.of("/data/a:b").toAbsolutePath().toString(), FileStores.open("/data/a:b").root());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "file:", "file://", "file://elsewhere/data"})
  void aLocationWithoutALocalDirectoryIsRefused(String location) {
    assertThrows(IllegalArgumentException.class, () -> FileStores.open(location));
  }

  @ParameterizedTest
  @CsvSource({
    "foo://host/dir, fs.foo.impl",
    "s3a://bucket/dir, hadoop-aws",
    "gs://bucket/dir, gcs-connector",
    "abfs://container@account/dir, hadoop-azure"
  })
  void aFileSystemThatIsNotThereIsRefusedWithWhatToAdd(String location, String remedy) {
    UnknownFileSystemException e =
        assertThrows(UnknownFileSystemException.class, () -> FileStores.open(location));
    assertTrue(e.getMessage().contains(location), e.getMessage());
    assertTrue(e.getMessage().contains(remedy), e.getMessage());
  }

  @Test
  void aHostThatIsNotThereIsAnErrorOfTheFileSystem() {
    IOException e =
        assertThrows(IOException.class, () -> FileStores.open("hdfs://no-such-host.invalid:1/d"));
    assertTrue(e.getMessage().contains("no-such-host.invalid"), e.getMessage());
  }
}
