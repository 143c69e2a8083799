package dev.tidemill.streaming.programs;

import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.testkit.StreamCheck;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Random programs of stream operators, in all ways of the kit, against a sequential model. */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RandomProgramsTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1));

  @Test
  void everyProgramGivesWhatItsModelGives() {
    long seed = Long.getLong("programs.seed", new Random().nextLong());
    for (int left = Integer.getInteger("programs.count", 200); left > 0; left--) {
      Random random = new Random(seed);
      RandomProgram program = new RandomProgram(random);
      try {
        // Some roll the journal all the time.
        CHECK
            .with("tidemill.journal.segmentSize", random.nextBoolean() ? "600b" : "8m")
            .check(program::in);
      } catch (AssertionError failed) {
        throw new AssertionError(
            failed.getMessage()
                + "\nReplay with -Dprograms.seed="
                + seed
                + " -Dprograms.count=1. The program:\n"
                + program,
            failed);
      }
      seed = random.nextLong();
    }
  }
}
