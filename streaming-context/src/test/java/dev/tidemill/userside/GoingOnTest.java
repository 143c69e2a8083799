package dev.tidemill.userside;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.RestoreReport;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.SteppedWorld;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** A program that is changed and started again goes on with its data, by the code of now. */
class GoingOnTest {
  private static final Duration SECOND = Durations.seconds(1);

  private final SteppedWorld world = SteppedWorld.create();
  private Duration interval = SECOND;
  private SparkConf settings = SteppedContext.settings();
  private RestoreReport report;

  /** Runs a program over the words for as many batches as there are texts. */
  private <T> TestOutput<T> run(
      Function<JavaDStream<String>, ? extends JavaDStreamLike<T, ?, ?>> pipeline, String... texts) {
    try (SteppedContext program = world.process(settings, interval)) {
      TestInput<String> words = program.input();
      TestOutput<T> output = program.output(pipeline.apply(words.stream()));
      program.start();
      report = program.context().ssc().restoreReport().orElse(null);
      for (String text : texts) {
        if (!text.isEmpty()) {
          words.addPartition(Arrays.asList(text.split(" ")));
        }
        words.endBatch();
        program.step();
      }
      return output;
    }
  }

  private static JavaDStreamLike<Tuple2<String, Integer>, ?, ?> window(
      JavaDStream<String> words, int seconds) {
    return words
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKeyAndWindow(Integer::sum, Durations.seconds(seconds), SECOND);
  }

  private static JavaDStreamLike<Tuple2<String, Long>, ?, ?> inverse(
      JavaDStream<String> words, int seconds) {
    return words.countByValueAndWindow(Durations.seconds(seconds), SECOND);
  }

  private static <T> Map<String, T> last(TestOutput<Tuple2<String, T>> output) {
    Map<String, T> map = new TreeMap<>();
    output.last().forEach(pair -> map.put(pair._1, pair._2));
    return map;
  }

  @Test
  void theFirstStartHasNothingToReport() {
    run(words -> words, "a");
    assertEquals(null, report);
  }

  @Test
  void aStoppedProgramGoesOnAndSaysSoInOneLine() {
    run(words -> window(words, 3), "a b", "a");
    TestOutput<Tuple2<String, Integer>> output = run(words -> window(words, 3), "c");
    assertEquals(Map.of("a", 2, "b", 1, "c", 1), last(output));
    assertEquals(new Time(2000), report.lastBatch());
    assertEquals(List.of(), report.redone());
    assertEquals(
        "Goes on in memory:checkpoint behind batch 2000 ms: 1 part found again, 0 batches to finish, 0"
            + " times missed, no record lost.",
        report.toString());
  }

  @Test
  void anOperatorInsertedAboveAWindowWithInverseKeepsItsValues() {
    run(words -> inverse(words, 3), "a b", "a");
    TestOutput<Tuple2<String, Long>> output =
        run(words -> inverse(words.map(String::toUpperCase).map(String::toLowerCase), 3), "a", "x");
    assertEquals(Map.of("a", 2L, "x", 1L), last(output));
    assertEquals(1, report.changed().size(), report::toString);
    assertTrue(report.changed().get(0).contains("countByValueAndWindow"), report::toString);
  }

  @Test
  void aLongerWindowIsMadeAnewOfWhatIsKept() {
    run(words -> window(words, 2), "a", "b", "c", "d");
    TestOutput<Tuple2<String, Integer>> output = run(words -> window(words, 4), "e");
    assertEquals(Map.of("b", 1, "c", 1, "d", 1, "e", 1), last(output));
  }

  @Test
  void aShorterWindowWithInverseIsMadeAnew() {
    run(words -> inverse(words, 4), "a", "a", "a", "a");
    TestOutput<Tuple2<String, Long>> output = run(words -> inverse(words, 2), "a", "b");
    assertEquals(Map.of("a", 1L, "b", 1L), last(output));
  }

  @Test
  void anotherIntervalBeginsWhereTheOldOneEnded() {
    run(words -> window(words, 4), "a", "b", "c");
    interval = Durations.seconds(2);
    TestOutput<Tuple2<String, Integer>> output =
        run(
            words ->
                words
                    .mapToPair(word -> new Tuple2<>(word, 1))
                    .reduceByKeyAndWindow(Integer::sum, Durations.seconds(4), interval),
            "d");
    assertEquals(new Time(5000), output.times().get(output.times().size() - 1));
    assertEquals(Map.of("b", 1, "c", 1, "d", 1), last(output)); // what came in (1000, 5000]
  }

  /** A value of the program's own. */
  record Seen(int times) {
    Seen plus(Seen other) {
      return new Seen(times + other.times);
    }

    Seen minus(Seen other) {
      return new Seen(times - other.times);
    }
  }

  @Test
  void valuesOfTheProgramsOwnClassesAreReadWithoutASetting() {
    Function<JavaDStream<String>, JavaDStreamLike<Tuple2<String, Seen>, ?, ?>> seen =
        words ->
            words
                .mapToPair(word -> new Tuple2<>(word, new Seen(1)))
                .reduceByKeyAndWindow(Seen::plus, Seen::minus, Durations.seconds(3), SECOND);
    run(seen, "a b", "a");
    assertEquals(Map.of("a", new Seen(3), "b", new Seen(1)), last(run(seen, "a")));
  }

  /** What {@link Seen} is called in the next version, with a field more. */
  record Counted(int times, String note) {
    Counted plus(Counted other) {
      return new Counted(times + other.times, note);
    }

    Counted minus(Counted other) {
      return new Counted(times - other.times, note);
    }
  }

  @Test
  void aClassThatIsRenamedAndHasAFieldMoreIsReadByASetting() {
    run(
        words ->
            words
                .mapToPair(word -> new Tuple2<>(word, new Seen(1)))
                .reduceByKeyAndWindow(Seen::plus, Seen::minus, Durations.seconds(3), SECOND),
        "a b",
        "a");
    Function<JavaDStream<String>, JavaDStreamLike<Tuple2<String, Counted>, ?, ?>> counted =
        words ->
            words
                .mapToPair(word -> new Tuple2<>(word, new Counted(1, "new")))
                .reduceByKeyAndWindow(Counted::plus, Counted::minus, Durations.seconds(3), SECOND);
    settings.set("tidemill.codec.renamed", Seen.class.getName() + "=" + Counted.class.getName());
    assertEquals(
        Map.of("a", new Counted(3, null), "b", new Counted(1, null)), last(run(counted, "a")));
  }

  @Test
  void aSourceAndAWindowThatAreNewBeginWithNothingEvenInABatchOfBefore() {
    boolean[] fails = {true};
    for (int i = 0; i < 2; i++) {
      try (SteppedContext program = world.process(settings, SECOND)) {
        JavaDStream<String> words =
            program.<String>input().addPartition(List.of("a")).stream().name("words");
        words.foreachRDD(
            rdd -> {
              if (fails[0]) {
                throw new IllegalArgumentException("no room");
              }
            });
        if (i == 0) {
          program.start();
          assertThrows(IllegalArgumentException.class, program::step);
          continue;
        }
        fails[0] = false;
        TestInput<String> more = program.<String>input();
        JavaRDD<String> one = program.context().sparkContext().parallelize(List.of("q"));
        TestOutput<Tuple2<String, Long>> output =
            program.output(
                words
                    .union(more.stream().name("more"))
                    .union(program.context().queueStream(new LinkedList<>(List.of(one))))
                    .countByValueAndWindow(Durations.seconds(5), SECOND));
        program.start();
        more.add("b");
        program.step();
        assertEquals(List.of(List.of(new Tuple2<>("a", 1L))), output.batches().subList(0, 1));
        assertEquals(Map.of("a", 2L, "b", 1L, "q", 1L), last(output));
      }
    }
  }

  @Test
  void aQueueGoesOnUnlessABatchThatIsNotOverNeedsIt() {
    for (String failure : List.of("", "no room")) {
      try (SteppedContext program = world.process(settings, SECOND)) {
        queue(program, failure);
        program.start();
        if (failure.isEmpty()) {
          program.step();
        } else {
          assertThrows(IllegalArgumentException.class, program::step);
        }
      }
    }
    try (SteppedContext program = world.process(settings, SECOND)) {
      queue(program, "");
      IllegalStateException refused = assertThrows(IllegalStateException.class, program::start);
      assertTrue(
          refused
              .getMessage()
              .startsWith("queueStream doesn't support checkpointing: batch 2000 ms"),
          refused::toString);
    }
  }

  private static void queue(SteppedContext program, String failure) {
    JavaRDD<Integer> one = program.context().sparkContext().parallelize(List.of(1));
    program
        .context()
        .queueStream(new LinkedList<>(List.of(one)))
        .foreachRDD(
            rdd -> {
              if (!failure.isEmpty()) {
                throw new IllegalArgumentException(failure);
              }
            });
  }

  @Test
  void everyMissedTimeHasABatch() {
    run(words -> window(words, 3), "a", "b");
    world.clock().advance(3000);
    TestOutput<Tuple2<String, Integer>> output = run(words -> window(words, 3), "");
    assertEquals(6, output.times().size());
    assertEquals(3, report.missed());
  }

  @Test
  void oneBatchCanMakeUpForAllMissedTimes() {
    settings.set("tidemill.recovery.missedTime", "one");
    run(words -> window(words, 3), "a", "b");
    world.clock().advance(3500);
    TestOutput<Tuple2<String, Integer>> output = run(words -> window(words, 4), "");
    assertEquals(
        List.of(new Time(1000), new Time(2000), new Time(5000), new Time(6000)), output.times());
    assertEquals(Map.of(), last(output));
    assertEquals(List.of(new Tuple2<>("b", 1)), output.batches().get(2));
  }

  @Test
  void missedTimesCanBeLeftOut() {
    settings.set("tidemill.recovery.missedTime", "skip");
    run(words -> window(words, 9), "a", "b");
    world.clock().advance(3500);
    TestOutput<Tuple2<String, Integer>> output = run(words -> window(words, 9), "c");
    assertEquals(List.of(new Time(1000), new Time(2000), new Time(6000)), output.times());
    assertEquals(Map.of("a", 1, "b", 1, "c", 1), last(output));
  }

  @Test
  void missedTimesAfterMissedTimesAreStillPassedOver() {
    settings.set("tidemill.recovery.missedTime", "skip");
    for (String text : List.of("a", "b", "c")) {
      run(words -> inverse(words, 9), text);
      world.clock().advance(2000);
    }
    TestOutput<Tuple2<String, Long>> output = run(words -> inverse(words, 9), "d");
    assertEquals(List.of(1000L, 4000L, 7000L, 10000L), times(output));
    assertEquals(Map.of("b", 1L, "c", 1L, "d", 1L), last(output));
  }

  private static List<Long> times(TestOutput<?> output) {
    return output.times().stream().map(Time::milliseconds).toList();
  }

  @Test
  void aStateThatTheProgramLacksIsNotDroppedUnasked() {
    run(words -> inverse(words, 3), "a");
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> run(words -> words, "b"));
    assertTrue(refused.getMessage().contains("countByValueAndWindow"), refused::getMessage);
    assertTrue(
        refused.getMessage().contains("tidemill.recovery.orphans=drop"), refused::getMessage);
    settings.set("tidemill.recovery.orphans", "drop");
    assertEquals(List.of("c"), run(words -> words, "c").last());
    assertEquals(1, report.orphaned().size(), report::toString);
  }

  @Test
  void whatCannotBeToldApartIsRefusedWithTheNamesThatSettleIt() {
    run(
        words -> {
          inverse(words.map(word -> word), 3).print();
          return inverse(words.filter(word -> true), 3);
        },
        "a");
    IllegalStateException refused =
        assertThrows(
            IllegalStateException.class,
            () ->
                run(
                    words -> {
                      inverse(words.flatMap(word -> List.of(word).iterator()), 3).print();
                      return inverse(words.mapPartitions(part -> part), 3);
                    },
                    "b"));
    assertTrue(
        refused.getMessage().contains(".name(\"countByValueAndWindow\")"), refused::getMessage);
    assertTrue(
        refused.getMessage().contains(".name(\"countByValueAndWindow 2\")"), refused::getMessage);
    TestOutput<Tuple2<String, Long>> output =
        run(
            words -> {
              words
                  .flatMap(word -> List.of(word).iterator())
                  .countByValueAndWindow(Durations.seconds(3), SECOND)
                  .name("countByValueAndWindow 2")
                  .print();
              return words
                  .mapPartitions(part -> part)
                  .countByValueAndWindow(Durations.seconds(3), SECOND)
                  .name("countByValueAndWindow");
            },
            "b");
    assertEquals(Map.of("a", 1L, "b", 1L), last(output));
  }

  @Test
  void aNameFindsItsStateWhateverItIsMadeFrom() {
    run(
        words -> {
          words.countByValueAndWindow(Durations.seconds(3), SECOND).name("all").print();
          return words
              .filter(word -> !word.equals("a"))
              .countByValueAndWindow(Durations.seconds(3), SECOND)
              .name("some");
        },
        "a b");
    TestOutput<Tuple2<String, Long>> output =
        run(
            words ->
                words
                    .map(word -> word)
                    .countByValueAndWindow(Durations.seconds(3), SECOND)
                    .name("some"),
            Map.of("tidemill.recovery.orphans", "drop"),
            "b");
    assertEquals(Map.of("b", 2L), last(output));
  }

  private <T> TestOutput<T> run(
      Function<JavaDStream<String>, ? extends JavaDStreamLike<T, ?, ?>> pipeline,
      Map<String, String> more,
      String... texts) {
    more.forEach(settings::set);
    return run(pipeline, texts);
  }

  @Test
  void anOutputThatFailedIsRunAgainAfterTheRestartAndTheOthersAreNot() {
    int[] runs = new int[1];
    boolean[] fails = {true};
    Function<JavaDStream<String>, JavaDStreamLike<String, ?, ?>> pipeline =
        words -> {
          words.foreachRDD(rdd -> runs[0]++);
          words.foreachRDD(
              rdd -> {
                if (fails[0]) {
                  throw new IllegalArgumentException("no room");
                }
              });
          return words;
        };
    assertThrows(IllegalArgumentException.class, () -> run(pipeline, "a"));
    assertEquals(1, runs[0]);
    fails[0] = false;
    TestOutput<String> output = run(pipeline, "b");
    assertEquals(List.of(new Time(1000)), report.redone());
    assertEquals(2, runs[0]); // of batch 2 only
    assertEquals(List.of(List.of("a"), List.of("b")), output.batches());
  }

  @Test
  void tooManyBatchesWithFailedOutputsStopTheContext() {
    settings.set("tidemill.batches.maxParked", "2");
    try (SteppedContext program = world.process(settings, SECOND)) {
      program.<String>input().stream()
          .foreachRDD(
              rdd -> {
                throw new IllegalArgumentException("no room");
              });
      program.start();
      for (int i = 0; i < 3; i++) {
        assertThrows(IllegalArgumentException.class, program::step);
      }
      assertThrows(IllegalStateException.class, program::step);
    }
  }
}
