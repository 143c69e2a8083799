package dev.tidemill.acceptance;

import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that is killed again and again loses and doubles nothing. With {@code
 * -Dtidemill.kills=N} as often as that.
 */
class KillTest {
  private static final int KILLS = Integer.getInteger("tidemill.kills", 5);
  private static final int KILLS_ON_HDFS = Integer.getInteger("tidemill.kills.hdfs", 2);

  @TempDir Path directory;

  @Test
  void aProgramThatIsKilledLosesAndDoublesNoLine() throws Exception {
    Files.createDirectories(directory.resolve("in"));
    kill(directory.toString(), KILLS, 700, 40);
  }

  @Test
  void neitherDoesOneOnHdfs() throws Exception {
    try (HdfsProcess hdfs = HdfsProcess.start(directory.resolve("hdfs"))) {
      kill(hdfs.uri() + "/kill", KILLS_ON_HDFS, 3000, 400);
    }
  }

  private void kill(String root, int kills, int startMs, long intervalMs) throws Exception {
    long seed = Long.getLong("tidemill.kills.seed", new Random().nextLong());
    FileStore store = FileStores.open(root, Map.of("dfs.replication", "1"));
    Killing killing = new Killing(store, root, directory.resolve("log"), intervalMs, seed);
    try {
      killing.run(kills, startMs);
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
