package dev.tidemill.runtime.journal;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.DiskCrashedException;
import dev.tidemill.core.file.FileStore;
import dev.tidemill.core.file.FileStores;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import dev.tidemill.hadooptest.ObjectFileSystem;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A crash at every operation of writing, rolling, taking over and reading again: what a sync has
 * returned for is read, in order, once, and nothing that was not appended. Every failure names the
 * seed, the operation and the point, which replay it.
 */
class JournalCrashTest {

  // -Dtidemill.test.seed=<n> for others, -Dtidemill.test.choices=<n> for more.
  private static final long SEED = Long.getLong("tidemill.test.seed", 20_261_127L);
  private static final int CHOICES = Integer.getInteger("tidemill.test.choices", 4);
  private static final int LIVES = 3;
  private static final int STEPS = 12;

  private static final Logger WARNINGS = Logger.getLogger(JournalWriter.class.getName());

  @BeforeAll
  static void manyDeletesWillFail() {
    WARNINGS.setLevel(Level.OFF);
  }

  @AfterAll
  static void warnAgain() {
    WARNINGS.setLevel(null);
  }

  private static final ObjectFileSystem.Bucket BUCKET =
      ObjectFileSystem.bucket(new MemoryDisk().store("x"));

  /** What a driver sees of the disk. */
  private enum Way {
    LOGS,
    OBJECTS {
      /** A file is there or not, and a log is never torn: there is little to choose. */
      @Override
      int choices() {
        return (CHOICES + 3) / 4;
      }

      @Override
      FileStore open(MemoryDisk disk) throws IOException {
        return FileStores.open(
            BUCKET.hold(disk.store("x")).uri() + "/x", ObjectFileSystem.settings());
      }
    };

    int choices() {
      return CHOICES;
    }

    FileStore open(MemoryDisk disk) throws IOException {
      return disk.store("x");
    }
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void aCrashAtAnyOperationLosesNothingThatWasSynced(CrashPoint point) throws Exception {
    crashEverywhere(point, Way.LOGS);
  }

  @ParameterizedTest
  @EnumSource(CrashPoint.class)
  void norDoesItOnAnObjectStore(CrashPoint point) throws Exception {
    crashEverywhere(point, Way.OBJECTS);
  }

  private static void crashEverywhere(CrashPoint point, Way way) throws Exception {
    int crashes = 0;
    for (long script = SEED; script < SEED + 3; script++) {
      long operations = operations(way, script);
      for (long operation = 1; operation <= operations; operation++) {
        for (long choice = 0; choice < way.choices(); choice++) {
          String why =
              "script %d %s operation %d choice %d".formatted(script, point, operation, choice);
          MemoryDisk disk = new MemoryDisk();
          disk.crashAt(operation, point, choice);
          History history = new History();
          crashes += live(way, disk, script, history, why);
          // Another life, with a crash soon after its start, and one without.
          disk.crashAt(disk.operations() + 1 + choice, point, choice);
          crashes += live(way, disk, script + 100, history, why);
          new JournalProgram(script + 200, history).live(way.open(disk), STEPS, why);
          history.recover(way.open(disk), why);
        }
      }
    }
    assertTrue(crashes > 100 * way.choices(), "crashes: " + crashes);
  }

  /** Crashes at random, one after another, on the same disk. */
  @ParameterizedTest
  @EnumSource(Way.class)
  void manyCrashesOnOneDiskLoseNothingThatWasSynced(Way way) throws Exception {
    for (long seed = SEED; seed < SEED + 40; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      MemoryDisk disk = new MemoryDisk();
      History history = new History();
      for (int life = 0; life < 20; life++) {
        CrashPoint point = CrashPoint.values()[random.nextInt(3)];
        disk.crashAt(disk.operations() + 1 + random.nextInt(60), point, random.nextLong());
        live(way, disk, random.nextLong(), history, "seed " + seed + " life " + life);
      }
    }
  }

  private static long operations(Way way, long script) throws Exception {
    MemoryDisk disk = new MemoryDisk();
    live(way, disk, script, new History(), "script " + script);
    return disk.operations();
  }

  /** Some lives one after another; whoever leaves without a word is as good as crashed. */
  private static int live(Way way, MemoryDisk disk, long script, History history, String why)
      throws IOException, InterruptedException {
    int crashes = 0;
    for (int life = 0; life < LIVES; life++) {
      try {
        new JournalProgram(script + life, history).live(way.open(disk), STEPS, why);
        disk.crash(script + life);
      } catch (DiskCrashedException e) {
        crashes++;
      }
    }
    return crashes;
  }
}
