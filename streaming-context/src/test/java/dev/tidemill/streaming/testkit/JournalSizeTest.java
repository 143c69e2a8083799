package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A checkpoint directory holds what is needed, however long a program runs. */
class JournalSizeTest {
  private static final Duration SECOND = Durations.seconds(1);
  private static final int SEGMENT = 20_000;

  @Test
  void aJournalStaysAsLargeAsWhatIsNeeded() throws IOException {
    SteppedWorld world = SteppedWorld.withoutReplay();
    try (SteppedContext program = begin(world)) {
      program.step(500);
      long early = bytes(world);
      program.step(3000);
      long late = bytes(world);
      // Three segments at most, and a base: one that is written, and what the last values are in.
      assertTrue(late < 4 * SEGMENT, late + " bytes");
      assertTrue(late < 2 * early + SEGMENT, early + " bytes, then " + late);
    }
    try (SteppedContext again = begin(world)) {
      again.step(300);
      assertTrue(bytes(world) < 5 * SEGMENT, bytes(world) + " bytes after a restart");
    }
  }

  private static SteppedContext begin(SteppedWorld world) {
    SteppedContext program =
        world.process(
            SteppedContext.settings().set("tidemill.journal.segmentSize", SEGMENT + "b"), SECOND);
    TestInput<String> words = program.input();
    for (int i = 0; i < 10 && !words.isFed(); i++) {
      words.add("w" + i, "w" + 2 * i, "tide").endBatch();
    }
    program.output(words.stream().countByValueAndWindow(Durations.seconds(5), SECOND));
    program.start();
    return program;
  }

  private static long bytes(SteppedWorld world) throws IOException {
    FileStore store = world.store().orElseThrow();
    List<FileEntry> files = store.list("journal");
    return files.stream().mapToLong(FileEntry::length).sum();
  }
}
