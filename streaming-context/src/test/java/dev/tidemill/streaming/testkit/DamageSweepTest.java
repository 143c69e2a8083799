package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.runtime.journal.JournalImage;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.testkit.SweptProgram.KeptC;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Damages what a program that was killed has left, and starts it again: it either goes on, perhaps
 * from an older point, and all its batches are right; or it refuses to start, and says which file
 * is damaged. Every so many bytes; with {@code -Dtidemill.sweep.damage=1} all.
 */
@Timeout(value = 3600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DamageSweepTest {
  private static final int BATCHES = 9;
  private static final int BATCHES_BEHIND = 5;
  private static final int SEGMENT_BYTES = 1500;
  private static final int STEP = Integer.getInteger("tidemill.sweep.damage", 11);

  private static SteppedWorld world(SweptProgram program) {
    return SteppedWorld.withDisk(program.replays());
  }

  private static void run(SweptProgram program, SteppedWorld world, int batches) {
    try (SteppedContext stepped = program.make(world, BATCHES + BATCHES_BEHIND, SEGMENT_BYTES)) {
      stepped.start();
      stepped.requireNoFailure();
      stepped.step(batches);
    }
  }

  /** What was there, and what comes of it when it is damaged. */
  private static final class Damage {
    final SweptProgram program;
    final JournalImage image;
    final SteppedWorld straight;
    Optional<Integer> whole = Optional.empty(); // where it goes on if nothing is damaged
    int refused;
    int wentOn;
    int older;

    Damage(SweptProgram program) throws IOException {
      this.program = program;
      SteppedWorld killed = world(program);
      try (SteppedContext stepped = program.make(killed, BATCHES + BATCHES_BEHIND, SEGMENT_BYTES)) {
        stepped.start();
        stepped.step(BATCHES);
        killed.crash(1);
      }
      this.image = JournalImage.of(killed.store().orElseThrow());
      this.straight = world(program);
      run(program, straight, BATCHES + BATCHES_BEHIND);
      assertEquals(Optional.empty(), goOn(image), "it was whole");
      assertTrue(image.files().lastKey().endsWith(".log"), image.files().keySet().toString());
    }

    void tryWith(String file, byte[] content, String how) {
      try {
        Optional<String> refusal = goOn(image.with(file, content));
        assertTrue(
            refusal.isEmpty() || refusal.get().contains("'" + file + "'"),
            () -> "the refusal does not name the file: " + refusal.get());
        assertFalse(KeptC.wasMade, "another class was made");
      } catch (Throwable failed) { // whatever it is, the place must be named
        throw new AssertionError(
            program + ", " + file + " " + how + ": " + failed.getMessage(), failed);
      }
    }

    /** Empty if it went on well. */
    private Optional<String> goOn(JournalImage damaged) throws IOException {
      SteppedWorld world = world(program);
      damaged.writeTo(world.store().orElseThrow());
      world.clock().advance(BATCHES * SweptProgram.INTERVAL.milliseconds());
      try (SteppedContext stepped = program.make(world, BATCHES + BATCHES_BEHIND, SEGMENT_BYTES)) {
        try {
          stepped.start();
        } catch (Throwable failed) {
          if (!(failed instanceof IOException)) {
            throw failed;
          }
          refused++;
          return Optional.of(failed.getMessage());
        }
        stepped.requireNoFailure();
        stepped.step(BATCHES_BEHIND);
      }
      wentOn++;
      for (int i = 0; i < world.outputs().size(); i++) {
        requireTheSame(straight.outputs().get(i), world.outputs().get(i));
      }
      return Optional.empty();
    }

    @SuppressWarnings("unchecked") // only equality is asked of the records
    private void requireTheSame(TestOutput<?> expected, TestOutput<?> actual) {
      TestOutput<Object> output = (TestOutput<Object>) actual;
      int from = expected.times().indexOf(output.times().get(0));
      List<Time> times = expected.times().subList(from, expected.times().size());
      assertEquals(times, output.times());
      BatchComparison.inAnyOrder()
          .compare(
              ((TestOutput<Object>) expected).batches().subList(from, from + times.size()),
              output.batches(),
              output.times());
      whole = whole.isPresent() ? whole : Optional.of(from);
      older += from < whole.get() ? 1 : 0;
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = SweptProgram.class,
      names = {"INVERSE_WINDOW", "WINDOW_OVER_WHAT_CANNOT_COME_AGAIN"})
  void aFlippedByteIsSurvivedOrRefused(SweptProgram program) throws IOException {
    Damage damage = new Damage(program);
    int count = 0;
    for (Map.Entry<String, byte[]> file : damage.image.files().entrySet()) {
      for (int at = 0; at < file.getValue().length; at++) {
        for (int flip : new int[] {1, 0x80, 0xff}) {
          if (count++ % STEP == 0) {
            byte[] changed = file.getValue().clone();
            changed[at] ^= (byte) flip;
            damage.tryWith(file.getKey(), changed, "with " + flip + " flipped at " + at);
          }
        }
      }
    }
    assertTrue(damage.refused > 2 * damage.wentOn, damage.refused + ", " + damage.wentOn);
    assertTrue(damage.wentOn > 0);
  }

  @ParameterizedTest
  @EnumSource(
      value = SweptProgram.class,
      names = {"INVERSE_WINDOW", "WINDOW_OVER_WHAT_CANNOT_COME_AGAIN"})
  void aFileOfAnyLengthIsSurvivedOrRefused(SweptProgram program) throws IOException {
    Damage damage = new Damage(program);
    int count = 0;
    for (Map.Entry<String, byte[]> file : damage.image.files().entrySet()) {
      for (int length = 0; length < file.getValue().length; length++) {
        if (count++ % STEP == 0) {
          byte[] cut = Arrays.copyOf(file.getValue(), length);
          damage.tryWith(file.getKey(), cut, "cut to " + length);
        }
      }
    }
    assertTrue(damage.refused > 0);
    assertTrue(damage.older > 0);
  }
}
