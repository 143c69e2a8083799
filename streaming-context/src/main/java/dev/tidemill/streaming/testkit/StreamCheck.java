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
import java.util.function.Consumer;
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
    check(program -> program.expect(pipeline.apply(program.stream(batches)), expected));
  }

  /** As above, over two streams; if one has fewer batches, its last ones are empty. */
  public <A, B, U> void check(
      List<List<A>> left,
      List<List<B>> right,
      BiFunction<JavaDStream<A>, JavaDStream<B>, ? extends JavaDStreamLike<U, ?, ?>> pipeline,
      List<List<U>> expected) {
    requireFunction("check", pipeline);
    check(
        program ->
            program.expect(pipeline.apply(program.stream(left), program.stream(right)), expected));
  }

  /**
   * Checks a program of any number of streams and outputs: the function makes the streams and says
   * what others that it makes of them must hold.
   *
   * <pre>{@code
   * check.check(
   *     program -> {
   *       JavaDStream<Integer> numbers = program.stream(List.of(List.of(1, 2)));
   *       program.expect(numbers.map(n -> -n), List.of(List.of(-1, -2)));
   *       program.expect(numbers.count(), List.of(List.of(2L)));
   *     });
   * }</pre>
   *
   * @throws AssertionError saying in which way which output differs in which batch, or what failed
   */
  public void check(Consumer<CheckedProgram> program) {
    requireFunction("check", program);
    for (Way way : ways) {
      try {
        if (way.restarts()) {
          checkRestarted(way, program);
        } else {
          checkOnce(way, program);
        }
      } catch (AssertionError differs) {
        throw new AssertionError("Run " + way + ": " + differs.getMessage(), differs);
      } catch (Throwable failed) { // whatever the program throws, the way must be named
        throw new AssertionError("Run " + way + " it failed: " + failed, failed);
      }
    }
  }

  private void checkOnce(Way way, Consumer<CheckedProgram> program) {
    try (SteppedContext stepped = SteppedContext.of(way.settings(settings), interval)) {
      CheckedProgram checked = new CheckedProgram(way, stepped, comparison);
      program.accept(checked);
      int steps = checked.steps();
      stepped.start();
      stepped.step(steps);
      checked.verify();
    }
  }

  /** A program for each batch, and one more that finishes what the last one has left. */
  private void checkRestarted(Way way, Consumer<CheckedProgram> program) {
    SteppedWorld world = SteppedWorld.withDisk(way.replays());
    int step = 0;
    boolean more = true;
    while (more) {
      try (SteppedContext stepped = world.process(way.settings(settings), interval)) {
        CheckedProgram checked = new CheckedProgram(way, stepped, comparison);
        program.accept(checked);
        more = step < checked.steps();
        stepped.start();
        stepped.requireNoFailure();
        if (more) {
          stepped.step();
          step++;
        } else {
          checked.verify();
        }
        if (more && way.crashes()) {
          world.crash(step);
        }
      }
    }
  }
}
