package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.acceptance.CountingReceiver;
import dev.tidemill.core.file.MemoryDisk;
import dev.tidemill.dstream.source.RestoredAllocation;
import dev.tidemill.streaming.RestoreReport;
import dev.tidemill.streaming.StopReport;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a restart has to do again after a stop, on all real threads: nothing, if it was graceful.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CleanStopTest {
  private final MemoryDisk disk = new MemoryDisk();
  private final List<Long> outputs = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch go = new CountDownLatch(1);
  private TimeSource times;

  /** Gives its batches again. */
  private static final class RepeatableTimes extends TimeSource {
    @Override
    public boolean replays() {
      return true;
    }

    @Override
    public long restore(Time batch, boolean needed, RestoredAllocation allocated) {
      return 0;
    }
  }

  /** What the output of a batch does before it is written down. */
  private interface InBatch {
    void run(ManualContext program, long batch) throws Exception;
  }

  private ManualContext program(InBatch inBatch, String... settings) {
    ManualContext program = ManualContext.with(settings);
    times = new RepeatableTimes();
    program.runtime.checkpoint(Optional.of(disk.store("checkpoint")), true);
    program.stream(times)
        .foreachRDD(
            (rdd, time) -> {
              inBatch.run(program, time.milliseconds());
              outputs.add(time.milliseconds());
            });
    program.start();
    return program;
  }

  private static StopReport reportOf(ManualContext program) {
    return program.runtime.stopReport().orElseThrow();
  }

  private RestoreReport restart() {
    try (ManualContext again = program((program, batch) -> {})) {
      return again.runtime.restoreReport().orElseThrow();
    }
  }

  private void assertNothingIsRedone(ManualContext program, Long... batches) {
    StopReport report = reportOf(program);
    assertTrue(report.isClean(), report::toString);
    assertEquals("Stopped; no batch is left.", report.toString());
    assertEquals(List.of(batches), outputs);
    RestoreReport restored = restart();
    assertEquals(List.of(), restored.redone());
    assertEquals("", restored.cut());
  }

  @Test
  void anIdleContext() {
    try (ManualContext program = program((context, batch) -> {})) {
      program.run(2);
      program.ssc.stop(false, true);
      assertNothingIsRedone(program, 1000L, 2000L, 3000L);
    }
  }

  @Test
  void aContextThatNeverHadABatch() {
    try (ManualContext program = program((context, batch) -> {})) {
      program.ssc.stop(false, true);
      assertNothingIsRedone(program, 1000L);
    }
  }

  @Test
  void aContextWithBatchesThatWait() throws Exception {
    try (ManualContext program =
        program(
            (context, batch) -> {
              running.countDown();
              Await.latch("the test", go);
            })) {
      program.tick(3);
      Await.latch("the output", running);
      Thread stopper = new Thread(() -> program.ssc.stop(false, true));
      stopper.start();
      Await.until("the stop waits", () -> stopper.getState() == Thread.State.WAITING);
      go.countDown();
      Await.end(stopper);
      assertNothingIsRedone(program, 1000L, 2000L, 3000L, 4000L);
    }
  }

  @Test
  void aStopFromInsideABatch() {
    try (ManualContext program =
        program(
            (context, batch) -> {
              if (batch == 1000) {
                context.ssc.stop(false, true);
              }
            })) {
      program.tick(1);
      program.awaitStopped();
      assertNothingIsRedone(program, 1000L, 2000L);
    }
  }

  @Test
  void aNumberOfBatches() {
    try (ManualContext program = program((context, batch) -> {}, "tidemill.stop.afterBatches=3")) {
      program.tick(9);
      program.awaitStopped();
      assertNothingIsRedone(program, 1000L, 2000L, 3000L);
    }
  }

  @Test
  void aTime() {
    try (ManualContext program = program((context, batch) -> {}, "tidemill.stop.after=1500ms")) {
      program.tick(9);
      program.awaitStopped();
      assertNothingIsRedone(program, 1000L, 2000L);
    }
  }

  @Test
  void aStopFile(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("stop");
    try (ManualContext program = program((context, batch) -> {}, "tidemill.stop.file=" + file)) {
      program.run(1);
      Files.createFile(file);
      while (program.ssc.getState() != StreamingContextState.STOPPED) {
        long next = program.runtime.completedBatches() + 1;
        program.tick(1);
        Await.until(
            "a batch or the end",
            () ->
                program.runtime.completedBatches() >= next
                    || program.ssc.getState() == StreamingContextState.STOPPED);
      }
      List<Long> all = List.copyOf(outputs);
      assertNothingIsRedone(program, all.toArray(new Long[0]));
      assertEquals(1000L * all.size(), all.get(all.size() - 1), "batches without a gap: " + all);
    }
  }

  @Test
  void recordsThatAReceiverHasStoredForNoBatchAreSaidToBeLost() throws Exception {
    CountDownLatch stored = new CountDownLatch(1);
    try (ManualContext program = ManualContext.with()) {
      program.ssc.receiverStream(new CountingReceiver(5, stored)).print();
      program.start();
      Await.latch("five records", stored);
      assertEquals(Optional.empty(), program.ssc.ssc().stopReport());
      program.ssc.stop(false, false);
      StopReport report = program.ssc.ssc().stopReport().orElseThrow();
      assertEquals(List.of(5L), List.copyOf(report.lost().values()));
      assertEquals(List.of(), report.left());
    }
  }

  @Test
  void aStopNowSaysWhichBatchesTheRestartFinishes() throws Exception {
    RestoreReport restored;
    StopReport report;
    try (ManualContext program =
        program(
            (context, batch) -> {
              running.countDown();
              new CountDownLatch(1).await(); // until it is interrupted
            })) {
      program.tick(2);
      Await.latch("the output", running);
      Await.until("two allocations", () -> times.calls.contains("allocate 2000"));
      program.ssc.stop(false, false);
      report = reportOf(program);
      restored = restart();
    }
    assertEquals(List.of(new Time(1000), new Time(2000)), report.left());
    assertEquals(report.redone(), restored.redone());
    assertEquals(Set.of(StopReport.Phase.OUTPUTS), report.overdue());
    assertEquals(Map.of(), report.lost());
    assertEquals(
        "Stopped: what still ran 2 seconds later was left; 2 batches (1000 ms, 2000 ms) did not run"
            + " to the end; a restart on memory:checkpoint finishes 2 batches (1000 ms, 2000 ms).",
        report.toString());
  }
}
