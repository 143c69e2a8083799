package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.runtime.journal.DriverLease;
import dev.tidemill.runtime.journal.FaultyStore;
import dev.tidemill.runtime.journal.LeaseHeldException;
import dev.tidemill.runtime.journal.LeaseOptions;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.RestoreReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A program whose directory another driver has. */
class DriversOnOneDiskTest {
  private final SteppedWorld world = SteppedWorld.create();
  private final SparkConf settings = SteppedContext.settings();

  private TestOutput<Long> run(String... words) {
    try (SteppedContext program = world.process(settings, Durations.seconds(1))) {
      TestInput<String> input = program.input();
      TestOutput<Long> counts =
          program.output(input.stream().countByWindow(Durations.seconds(9), Durations.seconds(1)));
      program.start();
      report = program.context().ssc().restoreReport().orElse(null);
      for (String word : words) {
        input.add(word).endBatch();
        program.step();
      }
      return counts;
    }
  }

  private RestoreReport report;

  private DriverLease other() throws Exception {
    return DriverLease.acquire(world.store().orElseThrow(), LeaseOptions.of(false));
  }

  @Test
  void isRefusedAndHarmsNothing() throws Exception {
    run("a");
    DriverLease other = other();
    LeaseHeldException refused = assertThrows(LeaseHeldException.class, () -> run("b"));
    assertTrue(refused.getMessage().contains("tidemill.driver.standby=true"), refused.getMessage());
    other.requireHeld();
    other.close();
    assertEquals(List.of(2L), run("c").last()); // of a and c
  }

  @Test
  void waitsIfItStandsByAndGoesOnAtTheTimeOfNow() throws Exception {
    run("a");
    DriverLease other = other();
    settings.set("tidemill.driver.standby", "true");
    int[] looks = new int[1];
    world.seeDiskThrough(
        disk -> {
          FaultyStore store = FaultyStore.withLocks(disk);
          store.failBefore =
              what -> {
                if (what.startsWith("lock") && ++looks[0] == 3) {
                  world.clock().advance(4000);
                  close(other);
                }
                return false;
              };
          return store;
        });
    TestOutput<Long> counts = run("b");
    assertEquals(3, looks[0]);
    assertEquals(4, report.missed());
    assertEquals(6, counts.times().size());
    assertEquals(List.of(2L), counts.last());
  }

  private static void close(DriverLease lease) {
    try {
      lease.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
