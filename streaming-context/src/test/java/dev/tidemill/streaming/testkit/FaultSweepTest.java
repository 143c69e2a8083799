package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.testkit.DiskFaults.Length;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Has every operation on the disk fail, and those behind it, while a program goes on: batches wait
 * and say so, and come when the disk is well again; nothing is lost, nothing doubled. At the end
 * the program is stopped or killed and started again, and redoes no more than what it did since its
 * last batch began. Every operation fails in one of twelve ways; with {@code
 * -Dtidemill.sweep.faults=all} in all of them.
 */
class FaultSweepTest {
  private static final int BATCHES = 12;
  private static final int BATCHES_BEHIND = 5;
  private static final boolean ALL = System.getProperty("tidemill.sweep.faults", "").equals("all");

  private static SweptRun straight(SweptProgram program) {
    SteppedWorld world = SteppedWorld.withDisk(program.replays());
    try (SteppedContext stepped = program.make(world, BATCHES + BATCHES_BEHIND, 600)) {
      stepped.start();
      stepped.step(BATCHES + BATCHES_BEHIND);
    }
    return new SweptRun(world, 0);
  }

  /** A program that is stopped once, or killed, and started again. */
  private static final class Life {
    final SweptProgram program;
    final SteppedWorld world;
    final DiskFaults faults;
    final boolean killed;
    final List<Time> expected;
    int failedBeforeLastStep;
    int ranLast;
    int interruptions;

    Life(SweptProgram program, DiskFaults faults, boolean killed, List<Time> expected) {
      this.program = program;
      this.world = SteppedWorld.withDisk(program.replays());
      this.world.seeDiskThrough(faults::lens);
      this.faults = faults;
      this.killed = killed;
      this.expected = expected;
    }

    SweptRun live() {
      goOn(BATCHES);
      int allowed = killed || faults.failed() > failedBeforeLastStep ? ranLast : 0;
      goOn(BATCHES + BATCHES_BEHIND);
      requireLittleRedone(allowed);
      return new SweptRun(world, interruptions);
    }

    private void goOn(int batches) {
      int starts = 1;
      while (!goesOn(batches)) {
        starts++;
        assertTrue(starts < 10, "it does not start");
      }
    }

    /** False if it could not start. */
    private boolean goesOn(int batches) {
      try (SteppedContext stepped = program.make(world, BATCHES + BATCHES_BEHIND, 600)) {
        faults.step();
        if (reports(stepped::start) || reports(stepped::requireNoFailure)) {
          interruptions++;
          return false;
        }
        while (stepped.time().milliseconds() < batches * SweptProgram.INTERVAL.milliseconds()) {
          failedBeforeLastStep = faults.failed();
          step(stepped);
        }
        if (killed && batches == BATCHES) {
          world.crash(faults.operations());
        }
      }
      return true;
    }

    private void step(SteppedContext stepped) {
      faults.step();
      int failed = faults.failed();
      int before = times().size();
      boolean reported = reports(stepped::step);
      List<Time> after = times();
      ranLast = after.size() > before ? after.size() - before : ranLast;
      Time now = stepped.time();
      boolean waits = expected.contains(now) && !after.contains(now);
      assertTrue(!waits || reported, () -> "batch " + now + " waits, and nobody hears of it");
      assertTrue(!reported || faults.failed() > failed, "it reports what did not fail");
    }

    private List<Time> times() {
      return world.outputs().get(0).times();
    }

    private boolean reports(Runnable work) {
      try {
        work.run();
        return false;
      } catch (Throwable failed) {
        if (!(failed instanceof IOException)) {
          throw failed;
        }
        return true;
      }
    }

    private void requireLittleRedone(int allowed) {
      Set<Time> redone = new HashSet<>();
      world.outputs().forEach(output -> output.replaced().forEach(run -> redone.add(run.time())));
      assertTrue(redone.size() <= allowed, () -> "batches " + redone + " were run again");
    }
  }

  @ParameterizedTest
  @EnumSource(SweptProgram.class)
  void operationsThatFailDelayBatchesAndChangeNothing(SweptProgram program) {
    SweptRun straight = straight(program);
    List<Time> expected = straight.world().outputs().get(0).times();
    DiskFaults counted = DiskFaults.none();
    Life whole = new Life(program, counted, false, expected);
    whole.goOn(BATCHES);
    assertEquals(0, whole.interruptions);
    assertTrue(counted.operations() > 4 * BATCHES, "operations: " + counted.operations());
    for (long operation = 1; operation <= counted.operations(); operation++) {
      for (int way = 0; way < 12; way++) {
        if (ALL || way == (5 * operation + program.ordinal()) % 12) {
          Length length = Length.values()[way % 3];
          DiskFaults faults = new DiskFaults(operation, length, way % 2 == 0);
          check(program, faults, way < 6, straight, expected);
        }
      }
    }
  }

  private static void check(
      SweptProgram program,
      DiskFaults faults,
      boolean killed,
      SweptRun straight,
      List<Time> expected) {
    try {
      new Life(program, faults, killed, expected).live().requireSameAs(straight);
      assertTrue(faults.failed() > 0, "nothing failed");
    } catch (Throwable failed) { // whatever it is, the place must be named
      throw new AssertionError(
          "%s, %s, then %s: %s"
              .formatted(program, faults, killed ? "killed" : "stopped", failed.getMessage()),
          failed);
    }
  }
}
