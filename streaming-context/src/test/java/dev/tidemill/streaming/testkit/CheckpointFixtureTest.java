package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.FileStores;
import dev.tidemill.runtime.journal.JournalImage;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program goes on from what any release has left, and gives what it gives without a stop. */
class CheckpointFixtureTest {
  private static final int ALL = CheckpointFixtures.BATCHES + CheckpointFixtures.BATCHES_BEHIND;

  @ParameterizedTest
  @CsvSource({
    "v1, INVERSE_WINDOW",
    "v1, INVERSE_WINDOW_OVER_WHAT_CANNOT_COME_AGAIN",
    "v2, INVERSE_WINDOW",
    "v2, INVERSE_WINDOW_OVER_WHAT_CANNOT_COME_AGAIN",
  })
  void aProgramGoesOnFromWhatAnEarlierReleaseLeft(String version, SweptProgram program)
      throws IOException {
    SteppedWorld straight = SteppedWorld.withDisk(program.replays());
    try (SteppedContext stepped = make(program, straight)) {
      stepped.start();
      stepped.step(ALL);
    }
    SteppedWorld again = SteppedWorld.withDisk(program.replays());
    image(version, program).writeTo(again.store().orElseThrow());
    again.clock().advance(CheckpointFixtures.BATCHES * SweptProgram.INTERVAL.milliseconds());
    try (SteppedContext stepped = make(program, again)) {
      stepped.start();
      stepped.requireNoFailure();
      stepped.step(CheckpointFixtures.BATCHES_BEHIND);
    }
    for (int i = 0; i < straight.outputs().size(); i++) {
      requireTheSame(straight.outputs().get(i), again.outputs().get(i));
    }
  }

  private static JournalImage image(String version, SweptProgram program) throws IOException {
    String directory =
        CheckpointFixtures.DIRECTORY.resolve(version).resolve(program.name()).toString();
    return JournalImage.of(FileStores.open(directory));
  }

  private static SteppedContext make(SweptProgram program, SteppedWorld world) {
    return program.make(world, ALL, CheckpointFixtures.SEGMENT_BYTES);
  }

  @SuppressWarnings("unchecked") // only equality is asked of the records
  private static void requireTheSame(TestOutput<?> expected, TestOutput<?> actual) {
    TestOutput<Object> output = (TestOutput<Object>) actual;
    int from = expected.times().indexOf(output.times().get(0));
    List<Time> times = expected.times().subList(from, expected.times().size());
    assertTrue(from > 0, "it began anew");
    assertEquals(times, output.times());
    BatchComparison.inAnyOrder()
        .compare(
            ((TestOutput<Object>) expected).batches().subList(from, from + times.size()),
            output.batches(),
            output.times());
  }
}
