package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.core.file.MemoryDisk.CrashPoint;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Crashes programs at every operation on the disk, before, after and inside it, and has them go on:
 * every batch must have been run, and every run of it must have given what a run without a crash
 * gives. With {@code -Dtidemill.sweep.seeds=N} more choices of what a crash leaves are tried.
 */
class CrashSweepTest {
  private static final Duration SECOND = Durations.seconds(1);
  private static final int BATCHES = 20;
  private static final int SEEDS = Integer.getInteger("tidemill.sweep.seeds", 2);
  private static final int DOUBLE_CRASHES = Integer.getInteger("tidemill.sweep.double", 60);

  /** What is crashed. */
  enum Program {
    COUNTS(true, CrashSweepTest::counts),
    WINDOW(true, words -> counts(words).reduceByKeyAndWindow(Integer::sum, seconds(6), seconds(2))),
    WINDOW_OVER_WHAT_CANNOT_COME_AGAIN(
        false, words -> counts(words).reduceByKeyAndWindow(Integer::sum, seconds(4), seconds(1))),
    INVERSE_WINDOW(
        true,
        words ->
            counts(words)
                .reduceByKeyAndWindow(Integer::sum, (a, b) -> a - b, seconds(5), seconds(1))),
    INVERSE_WINDOW_OVER_WHAT_CANNOT_COME_AGAIN(
        false, words -> words.countByValueAndWindow(seconds(3), seconds(1))),
    GROUPS(false, words -> ones(words).groupByKeyAndWindow(seconds(3)).mapValues(Program::sum));

    private final boolean replays;
    private final Function<JavaDStream<String>, JavaDStreamLike<?, ?, ?>> pipeline;

    Program(boolean replays, Function<JavaDStream<String>, JavaDStreamLike<?, ?, ?>> pipeline) {
      this.replays = replays;
      this.pipeline = pipeline;
    }

    private static int sum(Iterable<Integer> values) {
      int sum = 0;
      for (int value : values) {
        sum += value;
      }
      return sum;
    }
  }

  private static Duration seconds(long seconds) {
    return Durations.seconds(seconds);
  }

  private static JavaPairDStream<String, Integer> ones(JavaDStream<String> words) {
    return words.mapToPair(word -> new Tuple2<>(word, 1));
  }

  private static JavaPairDStream<String, Integer> counts(JavaDStream<String> words) {
    return ones(words).reduceByKey(Integer::sum);
  }

  private static List<List<String>> input() {
    Random random = new Random(7);
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      batches.add(
          IntStream.range(0, random.nextInt(6)).mapToObj(n -> "w" + random.nextInt(5)).toList());
    }
    return batches;
  }

  private static SparkConf settings() {
    // Segments so small that the journal is rolled all the time.
    return SteppedContext.settings().set("tidemill.journal.segmentSize", "600b");
  }

  /** A life of a program; true if the disk crashed before all batches had been run. */
  private static boolean live(SteppedWorld world, Program program) {
    try (SteppedContext stepped = SteppedContext.in(world, settings(), SECOND)) {
      TestInput<String> input = stepped.input();
      if (!input.isFed()) {
        for (List<String> batch : input()) {
          input.addPartition(batch).endBatch();
        }
      }
      JavaDStreamLike<?, ?, ?> stream = program.pipeline.apply(input.stream());
      stepped.output(stream);
      stepped.output(stream.count());
      try {
        stepped.start();
        stepped.requireNoFailure();
        while (stepped.time().milliseconds() < BATCHES * SECOND.milliseconds()) {
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

  private static final class Run {
    final SteppedWorld world;
    final TestOutput<?> records;
    final TestOutput<?> counts;
    final int crashes;

    Run(SteppedWorld world, int crashes) {
      this.world = world;
      this.records = world.outputs().get(0);
      this.counts = world.outputs().get(1);
      this.crashes = crashes;
    }

    void requireSameAs(Run other) {
      requireSame(other.records, records);
      requireSame(other.counts, counts);
    }

    @SuppressWarnings("unchecked") // only equality is asked of the records
    private static void requireSame(TestOutput<?> expected, TestOutput<?> actual) {
      TestOutput<Object> output = (TestOutput<Object>) actual;
      BatchComparison.inAnyOrder()
          .compare(((TestOutput<Object>) expected).batches(), output.batches(), output.times());
      BatchComparison.inAnyOrder().compareRepeated(output);
    }
  }

  private static Run run(Program program, SteppedWorld world) {
    int crashes = 0;
    while (live(world, program)) {
      crashes++;
    }
    return new Run(world, crashes);
  }

  private static SteppedWorld world(Program program) {
    return SteppedWorld.withDisk(program.replays);
  }

  @ParameterizedTest
  @EnumSource(Program.class)
  void aCrashAtAnyOperationChangesNothing(Program program) {
    Run straight = run(program, world(program));
    assertEquals(0, straight.crashes);
    long operations = straight.world.disk().operations();
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

  private static void check(Program program, SteppedWorld world, Run straight, String where) {
    try {
      Run run = run(program, world);
      assertTrue(run.crashes > 0, "it did not crash");
      run.requireSameAs(straight);
    } catch (Throwable failed) { // whatever it is, the place must be named
      throw new AssertionError(program + ", crashed " + where + ": " + failed.getMessage(), failed);
    }
  }

  @Test
  void aCrashWhileGoingOnAfterACrashChangesNothing() {
    Random random = new Random(11);
    for (Program program : Program.values()) {
      Run straight = run(program, world(program));
      long operations = straight.world.disk().operations();
      for (int i = 0; i < DOUBLE_CRASHES / Program.values().length; i++) {
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
