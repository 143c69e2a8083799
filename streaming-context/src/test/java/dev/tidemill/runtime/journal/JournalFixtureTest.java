package dev.tidemill.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format that a release has ever written can be read. */
class JournalFixtureTest {

  @Test
  void theFormatThatIsWrittenHasFixtures() {
    Path version = JournalFixtures.DIRECTORY.resolve("v" + FileHeader.VERSION);
    assertTrue(
        Files.isDirectory(version),
        "The format has changed: run JournalFixtures, commit " + version + ", and add it below");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/two-drivers", "v2/two-drivers", "v2/on-objects"})
  void theJournalOfTwoDriversIsRead(String directory) throws IOException {
    JournalReader reader = open(directory);
    assertEquals(JournalFixtures.entries(110, 112), reader.base());
    List<JournalEntry> after = new ArrayList<>();
    reader.forEachAfterBase(after::add);
    assertEquals(JournalFixtures.entries(13, 20), after);
    List<JournalEntry> kept = new ArrayList<>();
    reader.forEachKept(kind -> true, kept::add);
    assertEquals(JournalFixtures.entries(5, 20), kept);
    assertEquals(20, reader.end().sequence());
    assertEquals("", reader.describeTornTail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1/torn-tail", "v2/torn-tail"})
  void theJournalWithATornTailIsRead(String directory) throws IOException {
    JournalReader reader = open(directory);
    List<JournalEntry> after = new ArrayList<>();
    reader.forEachAfterBase(after::add);
    assertEquals(JournalFixtures.entries(1, 6), after);
    assertEquals(List.of(), reader.base());
    assertTrue(reader.describeTornTail().startsWith("Cut "), reader.describeTornTail());
  }

  private static JournalReader open(String fixture) throws IOException {
    Path directory = JournalFixtures.DIRECTORY.resolve(fixture);
    return JournalReader.open(FileStores.open(directory.toString())).orElseThrow();
  }
}
