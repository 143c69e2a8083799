package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Hadoop's formats cost on the local disk: no process, and no file that nobody asked for. */
class LocalOutputTest {
  @TempDir private Path directory;

  @Test
  void outputsStartNoProcessAndWriteNoChecksumFiles() throws Exception {
    List<String> output =
        ForkedJvm.run(
            List.of(),
            OutputProgram.class,
            System.getProperty("java.class.path"),
            directory.toString());
    assertTrue(output.contains("ours: []"), output::toString);
    assertTrue(
        output.stream().anyMatch(line -> line.startsWith("Hadoop's: [chmod")),
        () -> "the recording shows no processes at all: " + output);
    assertEquals(List.of("_SUCCESS", "part-r-00000", "part-r-00001"), namesIn("texts"));
    assertEquals(List.of("_SUCCESS", "part-00000", "part-00001"), namesIn("sequences"));
  }

  private List<String> namesIn(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(directory.resolve(folder))) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }
}
