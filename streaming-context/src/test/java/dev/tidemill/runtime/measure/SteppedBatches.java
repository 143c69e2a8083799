package dev.tidemill.runtime.measure;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import java.util.Arrays;
import java.util.List;

/**
 * How many batches a second the test kit steps: a word count in two stages over a line of seven
 * words, fed and read for every batch; and how long one check in all ways takes. Not a test; run
 * its main with the class path of the tests.
 */
public final class SteppedBatches {
  private static final int BATCHES = 20_000;
  private static final int CHECKS = 50;

  private SteppedBatches() {}

  public static void main(String[] args) {
    for (int round = 0; round < 5; round++) {
      steps();
    }
    for (int round = 0; round < 3; round++) {
      checks();
    }
  }

  private static void steps() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<String> input = stepped.input();
      TestOutput<Tuple2<String, Integer>> output =
          stepped.output(
              input.stream()
                  .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
                  .mapToPair(word -> new Tuple2<>(word, 1))
                  .reduceByKey(Integer::sum));
      stepped.start();
      long start = System.nanoTime();
      for (int i = 0; i < BATCHES; i++) {
        input.add("the tide comes in and goes out");
        stepped.step();
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "%d batches, each read: %.0f batches a second%n",
          output.times().size(), BATCHES / seconds);
    }
  }

  private static void checks() {
    long start = System.nanoTime();
    for (int i = 0; i < CHECKS; i++) {
      StreamCheck.every(Durations.seconds(1))
          .inAnyOrder()
          .check(
              List.of(List.of("in", "out", "in"), List.of("in")),
              words -> words.mapToPair(word -> new Tuple2<>(word, 1)).reduceByKey(Integer::sum),
              List.of(
                  List.of(new Tuple2<>("in", 2), new Tuple2<>("out", 1)),
                  List.of(new Tuple2<>("in", 1))));
    }
    System.out.printf(
        "a check of two batches in all ways: %.1f ms%n",
        (System.nanoTime() - start) / 1e6 / CHECKS);
  }
}
