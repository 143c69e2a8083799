package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
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

  private static final int KEYS = 3000;
  // Of a key with its value, at most.
  private static final int KEY_BYTES = 20;

  @Test
  void theLogOfAStateStaysASmallMultipleOfItAndLosesItsOldSegments() throws IOException {
    SteppedWorld world = SteppedWorld.create();
    try (SteppedContext program = beginOfManyKeys(world, 2000)) {
      program.step();
      String first = segments(world).get(0);
      long most = 0;
      for (int batch = 1; batch < 2000; batch++) {
        program.step();
        most = Math.max(most, bytes(world));
      }
      assertTrue(most < 5 * KEYS * KEY_BYTES + 3 * SEGMENT, most + " bytes");
      assertTrue(segments(world).size() < most / SEGMENT + 3, segments(world).toString());
      assertFalse(segments(world).contains(first));
    }
  }

  @Test
  void processesThatEndBeforeASegmentIsFullLetNothingGrow() throws IOException {
    SteppedWorld world = SteppedWorld.create();
    int lives = 100;
    long most = 0;
    for (int life = 0; life < lives; life++) {
      try (SteppedContext program = beginOfManyKeys(world, 12 * lives)) {
        program.step(12);
        most = Math.max(most, bytes(world));
      }
    }
    assertTrue(most < 5 * KEYS * KEY_BYTES + 3 * SEGMENT, most + " bytes");
    assertTrue(segments(world).size() < 20, segments(world).toString());
  }

  /** All keys are in the first batch, and stay; each batch has five. */
  private static SteppedContext beginOfManyKeys(SteppedWorld world, int batches) {
    SteppedContext program =
        world.process(
            SteppedContext.settings().set("tidemill.journal.segmentSize", SEGMENT + "b"), SECOND);
    TestInput<String> words = program.input();
    if (!words.isFed()) {
      IntStream.range(0, KEYS).forEach(key -> words.add("key-" + key));
      for (int batch = 0; batch < batches; batch++) {
        int from = 5 * batch;
        IntStream.range(from, from + 5).forEach(key -> words.add("key-" + key % KEYS));
        words.endBatch();
      }
    }
    program.output(
        words.stream()
            .mapToPair(word -> new Tuple2<>(word, 1))
            .reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, Durations.seconds(5), SECOND)
            .count());
    program.start();
    return program;
  }

  private static List<String> segments(SteppedWorld world) throws IOException {
    return world.store().orElseThrow().list("journal").stream()
        .map(FileEntry::name)
        .filter(name -> name.endsWith(".log"))
        .sorted()
        .toList();
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
