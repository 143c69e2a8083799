package dev.tidemill.acceptance;

import dev.tidemill.core.file.FileStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that is killed again and again loses and doubles nothing. With {@code
 * -Dtidemill.kills=N} as often as that.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("tidemill.kills", 5);

  @TempDir Path directory;

  @Test
  void aProgramThatIsKilledLosesAndDoublesNoLine() throws Exception {
    long seed = Long.getLong("tidemill.kills.seed", new Random().nextLong());
    Files.createDirectories(directory.resolve("in"));
    Path log = directory.resolve("log");
    Killing killing =
        new Killing(FileStores.open(directory.toString()), directory.toString(), log, seed);
    try {
      killing.run(KILLS, 700);
    } catch (AssertionError failed) {
      throw new AssertionError(
          failed.getMessage()
              + "\nreplay with -Dtidemill.kills.seed="
              + seed
              + "\nThe processes wrote:\n"
              + killing.printed(),
          failed);
    }
  }
}
