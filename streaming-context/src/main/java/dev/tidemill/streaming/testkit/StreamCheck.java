package dev.tidemill.streaming.testkit;

import static dev.tidemill.core.error.Arguments.requireFunction;
import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.SparkConf;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Checks what a pipeline makes of given batches, in several {@link Way}s that must all give the
 * same. Each way makes a context of its own and calls the function that builds the pipeline, so
 * that function must depend on nothing but the streams it is given.
 *
 * <pre>{@code
 * StreamCheck.every(Durations.seconds(1)).inAnyOrder()
 *     .check(
 *         List.of(List.of("in out"), List.of("in")),                       // two batches
 *         lines -> lines.flatMap(line -> Arrays.asList(line.split(" ")).iterator()),
 *         List.of(List.of("in", "out"), List.of("in")));
 * }</pre>
 *
 * <p>There is one step for every batch that is given; of streams that slide more slowly, those
 * batches are compared that there were. Immutable: every call that changes something gives another
 * check.
 */
public final class StreamCheck {
  private final Duration interval;
  private final SparkConf settings;
  private final BatchComparison comparison;
  private final Set<Way> ways;

  private StreamCheck(
      Duration interval, SparkConf settings, BatchComparison comparison, Set<Way> ways) {
    this.interval = interval;
    this.settings = settings;
    this.comparison = comparison;
    this.ways = ways;
  }

  /** A check in all ways, of all records in their order, with {@link SteppedContext#settings}. */
  public static StreamCheck every(Duration interval) {
    return new StreamCheck(
        requireValue("every", "interval", interval),
        SteppedContext.settings(),
        BatchComparison.exactly(),
        EnumSet.allOf(Way.class));
  }

  /** Within a batch the records may come in any order. */
  public StreamCheck inAnyOrder() {
    return new StreamCheck(interval, settings, BatchComparison.inAnyOrder(), ways);
  }

  /** With a setting for the contexts. */
  public StreamCheck with(String key, String value) {
    return new StreamCheck(interval, settings.clone().set(key, value), comparison, ways);
  }

  /**
   * Not in this way: not {@link Way#REPARTITIONED}, say, where the result depends on the
   * partitions.
   *
   * @throws IllegalArgumentException if no way would be left
   */
  public StreamCheck without(Way way) {
    Set<Way> left = EnumSet.copyOf(ways);
    left.remove(requireValue("without", "way", way));
    if (left.isEmpty()) {
      throw new IllegalArgumentException(
          "without: no way is left; a check needs one of " + EnumSet.allOf(Way.class) + ".");
    }
    return new StreamCheck(interval, settings, comparison, left);
  }

  /**
   * Checks a pipeline over one stream.
   *
   * @throws AssertionError saying in which way which batch differs, or what failed
   */
  public <T, U> void check(
      List<List<T>> batches,
      Function<JavaDStream<T>, ? extends JavaDStreamLike<U, ?, ?>> pipeline,
      List<List<U>> expected) {
    requireFunction("check", pipeline);
    inEveryWay(batches.size(), expected, run -> pipeline.apply(run.stream(batches)));
  }

  /** As above, over two streams; if one has fewer batches, its last ones are empty. */
  public <A, B, U> void check(
      List<List<A>> left,
      List<List<B>> right,
      BiFunction<JavaDStream<A>, JavaDStream<B>, ? extends JavaDStreamLike<U, ?, ?>> pipeline,
      List<List<U>> expected) {
    requireFunction("check", pipeline);
    inEveryWay(
        Math.max(left.size(), right.size()),
        expected,
        run -> pipeline.apply(run.stream(left), run.stream(right)));
  }

  private <U> void inEveryWay(
      int steps, List<List<U>> expected, Function<Run, JavaDStreamLike<U, ?, ?>> pipeline) {
    for (Way way : ways) {
      try {
        TestOutput<U> output =
            way.restarts() ? restarted(way, steps, pipeline) : once(way, steps, pipeline);
        comparison.compare(expected, output.batches(), output.times());
        comparison.compareRepeated(output);
      } catch (AssertionError differs) {
        throw new AssertionError("Run " + way + ": " + differs.getMessage(), differs);
      } catch (Throwable failed) { // whatever the pipeline throws, the way must be named
        throw new AssertionError("Run " + way + " it failed: " + failed, failed);
      }
    }
  }

  private <U> TestOutput<U> once(
      Way way, int steps, Function<Run, JavaDStreamLike<U, ?, ?>> pipeline) {
    try (SteppedContext stepped = SteppedContext.of(way.settings(settings), interval)) {
      TestOutput<U> output = stepped.output(pipeline.apply(new Run(way, stepped)));
      stepped.start();
      stepped.step(steps);
      return output;
    }
  }

  /** A program for each batch, and one more that finishes what the last one has left. */
  private <U> TestOutput<U> restarted(
      Way way, int steps, Function<Run, JavaDStreamLike<U, ?, ?>> pipeline) {
    SteppedWorld world = SteppedWorld.withDisk(way.replays());
    for (int step = 0; ; step++) {
      try (SteppedContext stepped = SteppedContext.in(world, way.settings(settings), interval)) {
        TestOutput<U> output = stepped.output(pipeline.apply(new Run(way, stepped)));
        stepped.start();
        stepped.requireNoFailure();
        if (step == steps) {
          return output;
        }
        stepped.step();
        if (way.crashes()) {
          world.crash(step);
        }
      }
    }
  }

  /** A program that is checked in one way. */
  private record Run(Way way, SteppedContext stepped) {
    <T> JavaDStream<T> stream(List<List<T>> batches) {
      TestInput<T> input = stepped.input();
      if (!input.isFed()) {
        for (List<T> batch : batches) {
          way.cut(batch).forEach(input::addPartition);
          input.endBatch();
        }
      }
      return input.stream();
    }
  }
}
