package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.runtime.journal.FaultyStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What batches cost that follow one another: one write and one sync each. */
class SyncsTest {
  private static final int BATCHES = 50;

  @ParameterizedTest
  @EnumSource(SweptProgram.class)
  void aBatchIsOneWriteAndOneSync(SweptProgram program) {
    requireOneEach(program, 1 << 20, 0);
  }

  @ParameterizedTest
  @EnumSource(SweptProgram.class)
  void soIsOneThatShortensTheJournal(SweptProgram program) {
    requireOneEach(program, 2000, 2);
  }

  private static void requireOneEach(SweptProgram program, int segmentBytes, int atLeastRolls) {
    SteppedWorld world = SteppedWorld.withDisk(program.replays());
    FaultyStore[] seen = new FaultyStore[1];
    world.seeDiskThrough(
        disk -> {
          seen[0] = FaultyStore.withLocks(disk);
          return seen[0];
        });
    try (SteppedContext stepped = program.make(world, BATCHES, segmentBytes)) {
      FaultyStore store = seen[0];
      stepped.start();
      assertEquals(0, store.count("sync"));
      for (int batch = 1; batch <= BATCHES; batch++) {
        stepped.step();
        assertEquals(batch, store.count("sync"));
        assertEquals(batch, store.count("write"));
      }
      long rolls = store.count("commit") - 1;
      assertEquals(atLeastRolls > 0, rolls >= atLeastRolls && rolls > 0, "rolls: " + rolls);
    }
    assertEquals(BATCHES + 1, seen[0].count("sync")); // what the last batch did
  }
}
