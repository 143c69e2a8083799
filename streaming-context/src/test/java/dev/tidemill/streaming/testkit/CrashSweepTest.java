package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Crashes programs at every operation on the disk, before, after and inside it, and has them go on:
 * every batch must have been run, and every run of it must have given what a run without a crash
 * gives. With {@code -Dtidemill.sweep.seeds=N} more choices of what a crash leaves are tried.
 */
class CrashSweepTest {
  static final int BATCHES = 20;
  private static final int SEEDS = Integer.getInteger("tidemill.sweep.seeds", 2);
  private static final int DOUBLE_CRASHES = Integer.getInteger("tidemill.sweep.double", 60);

  /** A life of a program; true if the disk crashed before all batches had been run. */
  private static boolean live(SteppedWorld world, SweptProgram program) {
    try (SteppedContext stepped = program.make(world, BATCHES, 600)) {
      try {
        stepped.start();
        stepped.requireNoFailure();
        while (stepped.time().milliseconds() < BATCHES * SweptProgram.INTERVAL.milliseconds()) {
          stepped.step();
        }
      } catch (Throwable failed) {
        if (!world.hasCrashed()) {
          throw failed;
        }
      }
    }
    return world.hasCrashed();
  }

  static SweptRun run(SweptProgram program, SteppedWorld world) {
    int crashes = 0;
    while (live(world, program)) {
      crashes++;
    }
    return new SweptRun(world, crashes);
  }

  private static SteppedWorld world(SweptProgram program) {
    return SteppedWorld.withDisk(program.replays());
  }

  @ParameterizedTest
  @EnumSource(SweptProgram.class)
  void aCrashAtAnyOperationChangesNothing(SweptProgram program) {
    SweptRun straight = run(program, world(program));
    assertEquals(0, straight.interruptions());
    long operations = straight.world().disk().operations();
    assertTrue(operations > 2 * BATCHES, "only " + operations + " operations");
    for (long operation = 1; operation <= operations; operation++) {
      for (CrashPoint point : CrashPoint.values()) {
        for (int seed = 0; seed < (point == CrashPoint.BEFORE ? 1 : SEEDS); seed++) {
          SteppedWorld world = world(program);
          world.disk().crashAt(operation, point, seed);
          String where = point + " operation " + operation + " with seed " + seed;
          check(program, world, straight, where);
        }
      }
    }
  }

  private static void check(
      SweptProgram program, SteppedWorld world, SweptRun straight, String where) {
    try {
      SweptRun run = run(program, world);
      assertTrue(run.interruptions() > 0, "it did not crash");
      run.requireSameAs(straight);
    } catch (Throwable failed) { // whatever it is, the place must be named
      throw new AssertionError(program + ", crashed " + where + ": " + failed.getMessage(), failed);
    }
  }

  @Test
  void aCrashWhileGoingOnAfterACrashChangesNothing() {
    Random random = new Random(11);
    for (SweptProgram program : SweptProgram.values()) {
      SweptRun straight = run(program, world(program));
      long operations = straight.world().disk().operations();
      for (int i = 0; i < DOUBLE_CRASHES / SweptProgram.values().length; i++) {
        long first = 1 + random.nextInt((int) operations);
        int second = 1 + random.nextInt(12);
        int seed = random.nextInt(1000);
        CrashPoint point = CrashPoint.values()[random.nextInt(3)];
        SteppedWorld world = world(program);
        world.disk().crashAt(first, CrashPoint.INSIDE, seed);
        world.crashAgainAfter(second, point, seed);
        check(
            program,
            world,
            straight,
            "INSIDE operation "
                + first
                + ", then "
                + point
                + " the "
                + second
                + ". of the next"
                + " process, with seed "
                + seed);
      }
    }
  }
}
