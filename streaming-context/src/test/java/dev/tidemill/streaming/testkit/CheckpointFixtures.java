package dev.tidemill.streaming.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.runtime.journal.JournalImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes the directories that {@link CheckpointFixtureTest} reads for ever after: what programs
 * have left that were killed. Run once for each version of the format, from the directory of the
 * module, with the version; refuses to change what is there.
 */
final class CheckpointFixtures {
  static final Path DIRECTORY = Path.of("src/test/resources/checkpoint-fixtures");
  static final List<SweptProgram> PROGRAMS =
      List.of(SweptProgram.INVERSE_WINDOW, SweptProgram.INVERSE_WINDOW_OVER_WHAT_CANNOT_COME_AGAIN);
  static final int BATCHES = 14;
  static final int BATCHES_BEHIND = 6;
  static final int SEGMENT_BYTES = 900;

  // Where a process says what machine it runs on, which is nobody's business.
  private static final String CLAIM = "driver/epoch-0000000001";

  private CheckpointFixtures() {}

  public static void main(String[] arguments) throws IOException {
    Path version = DIRECTORY.resolve("v" + Integer.parseInt(arguments[0]));
    if (Files.exists(version)) {
      throw new IllegalStateException(version + " is there; fixtures are never written again");
    }
    for (SweptProgram program : PROGRAMS) {
      FileStore store = FileStores.open(version.resolve(program.name()).toString());
      killed(program).writeTo(store);
    }
  }

  private static JournalImage killed(SweptProgram program) throws IOException {
    SteppedWorld world = SteppedWorld.withDisk(program.replays());
    try (SteppedContext stepped = program.make(world, BATCHES + BATCHES_BEHIND, SEGMENT_BYTES)) {
      stepped.start();
      stepped.step(BATCHES);
      world.crash(1);
    }
    JournalImage image = JournalImage.of(world.store().orElseThrow());
    return image.with(
        CLAIM,
        "format=1\nhost=a\nmachine=b\nprocess=1\nstarted=1\nsince=2026-11-27T00:00:00Z\n"
            .getBytes(US_ASCII));
  }
}
