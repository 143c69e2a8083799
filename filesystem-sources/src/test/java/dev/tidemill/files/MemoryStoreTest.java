package dev.tidemill.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.core.file.AtomicFile;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.core.input.TextFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same source over a store that is no local disk, with a clock in the test's hand. */
class MemoryStoreTest {
  private long nowMs = 1;
  private final FileStore store = new MemoryDisk(() -> nowMs).store("in");
  private final Lines lines = new Lines();

  @AfterEach
  void stop() {
    lines.close();
  }

  private DirectorySource<String> source() throws IOException {
    DirectorySource<String> source =
        DirectorySource.of(store, files -> TextFiles.of(store, files, 2, Lines.rules()));
    source.start(Lines.sourceContext());
    return source;
  }

  private void write(String name, String content) throws IOException {
    try (AtomicFile file = store.createAtomic(name)) {
      file.write(content.getBytes(StandardCharsets.UTF_8));
      file.commit();
    }
  }

  @Test
  void aDirectoryThatAppearsIsPickedUp() throws Exception {
    DirectorySource<String> source = source();
    assertEquals(List.of(), lines.next(source, 1));
    write("a", "1\n2");
    assertEquals(List.of("1", "2"), lines.next(source, 2));
  }

  @Test
  void anOldFileIsNotTakenAndANewOneIsTakenOnceWhateverTheClockShows() throws Exception {
    nowMs = 5_000;
    write("old", "0");
    DirectorySource<String> source = source();
    nowMs = 1;
    write("a", "1");
    nowMs = Long.MAX_VALUE;
    write("b", "2");
    assertEquals(List.of("1", "2"), lines.next(source, 1));
    assertEquals(List.of(), lines.next(source, 2));
  }

  @Test
  void aFileReplacedByOneOfTheSameLengthIsKnownByItsTime() throws Exception {
    DirectorySource<String> source = source();
    write("a", "1");
    assertEquals(List.of("1"), lines.next(source, 1));
    nowMs++;
    write("a", "2");
    assertEquals(
        "0 files; 1 changed after being taken", source.allocate(Lines.time(2)).description());
  }

  @Test
  void aRenameToTheFinalNameIsTaken() throws Exception {
    DirectorySource<String> source = source();
    write("_a", "1");
    assertEquals(List.of(), lines.next(source, 1));
    store.rename("_a", "a");
    assertEquals(List.of("1"), lines.next(source, 2));
  }
}
