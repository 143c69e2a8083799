package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.core.file.FileEntry;
import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import java.io.IOException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A step with many changes takes several entries of the journal, and is read by several threads.
 */
class LargeStepTest {
  private static final Duration SECOND = Durations.seconds(1);
  private static final int KEYS = 20_000;
  private static final int BATCHES = 6;

  private static SteppedContext begin(SteppedWorld world) {
    SteppedContext program = world.process(SECOND);
    TestInput<Integer> numbers = program.input();
    boolean feed = !numbers.isFed();
    for (int batch = 0; batch < BATCHES; batch++) {
      int count = batch == 1 ? KEYS : 3 * batch;
      if (feed) {
        numbers.addPartition(IntStream.range(0, count).boxed().toList()).endBatch();
      }
    }
    program.output(
        numbers.stream()
            .mapToPair(number -> new Tuple2<>("key-" + number, number))
            .reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, Durations.seconds(3), SECOND)
            .map(pair -> (pair._1 + pair._2).hashCode())
            .reduce(Integer::sum));
    program.start();
    return program;
  }

  @Test
  void aLargeStepIsBroughtBackWholeWhereverItsProcessHasCrashed() throws IOException {
    SteppedWorld straight = SteppedWorld.create();
    try (SteppedContext program = begin(straight)) {
      program.step(BATCHES);
    }
    long operations = straight.disk().operations();
    long bytes =
        straight.store().orElseThrow().list("journal").stream().mapToLong(FileEntry::length).sum();
    assertTrue(bytes > 2 * 15 * KEYS, bytes + " bytes");
    for (long operation = 1; operation <= operations; operation++) {
      CrashPoint point = CrashPoint.values()[(int) operation % CrashPoint.values().length];
      SteppedWorld world = SteppedWorld.create();
      world.disk().crashAt(operation, point, operation);
      run(world);
      run(world);
      TestOutput<?> output = world.outputs().get(0);
      String where = operation + ", " + point;
      assertEquals(straight.outputs().get(0).batches(), output.batches(), where);
    }
  }

  /** Until all batches have been run, or the disk crashes. */
  private static void run(SteppedWorld world) {
    try (SteppedContext program = begin(world)) {
      while (program.time().milliseconds() < BATCHES * SECOND.milliseconds()) {
        program.step();
      }
    } catch (Exception failed) {
      assertTrue(world.hasCrashed(), failed.toString());
    }
  }
}
