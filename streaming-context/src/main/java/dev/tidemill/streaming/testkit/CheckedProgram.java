package dev.tidemill.streaming.testkit;

import static dev.tidemill.core.error.Arguments.requireValue;

import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import java.util.ArrayList;
import java.util.List;

/**
 * A program of several streams and outputs that a {@link StreamCheck} is building, in one of its
 * ways. It has as many steps as the longest of its streams has batches; the last batches of the
 * others have nothing.
 *
 * <p>Used by the thread that runs the check, inside the function that the check calls.
 */
public final class CheckedProgram {
  private final Way way;
  private final SteppedContext stepped;
  private final BatchComparison comparison;
  private final List<Runnable> expectations = new ArrayList<>();
  private int steps;

  CheckedProgram(Way way, SteppedContext stepped, BatchComparison comparison) {
    this.way = way;
    this.stepped = stepped;
    this.comparison = comparison;
  }

  /** A stream of these batches, cut into partitions as the way has it. */
  public <T> JavaDStream<T> stream(List<List<T>> batches) {
    steps = Math.max(steps, requireValue("stream", "batches", batches).size());
    TestInput<T> input = stepped.input();
    if (!input.isFed()) { // else by an earlier process
      for (List<T> batch : batches) {
        way.cut(batch).forEach(input::addPartition);
        input.endBatch();
      }
    }
    return input.stream();
  }

  /** The stream must hold these batches, compared as the check does. */
  public <U> void expect(JavaDStreamLike<U, ?, ?> stream, List<List<U>> expected) {
    expect("expect", stream, expected, comparison);
  }

  /** As {@link #expect}; within a batch the records may come in any order. */
  public <U> void expectInAnyOrder(JavaDStreamLike<U, ?, ?> stream, List<List<U>> expected) {
    expect("expectInAnyOrder", stream, expected, BatchComparison.inAnyOrder());
  }

  private <U> void expect(
      String asked, JavaDStreamLike<U, ?, ?> stream, List<List<U>> expected, BatchComparison by) {
    requireValue(asked, "expected", expected);
    TestOutput<U> output = stepped.output(requireValue(asked, "stream", stream));
    expectations.add(
        () -> {
          by.compare(expected, output.batches(), output.times());
          by.compareRepeated(output);
        });
  }

  /** As many as there are batches; the program has been built. */
  int steps() {
    if (expectations.isEmpty()) {
      throw new IllegalStateException("check: nothing is expected; call expect for a stream.");
    }
    return steps;
  }

  /** Compares what came, one output after another. */
  void verify() {
    for (int i = 0; i < expectations.size(); i++) {
      try {
        expectations.get(i).run();
      } catch (AssertionError differs) {
        throw expectations.size() == 1
            ? differs
            : new AssertionError("Output " + (i + 1) + ": " + differs.getMessage(), differs);
      }
    }
  }
}
