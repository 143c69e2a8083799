package dev.tidemill.streaming.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.Optional;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.SteppedWorld;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What states begin with (semantics section 5, items 4 to 6, and section 6, item 5). */
class InitialStatesTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1)).inAnyOrder();
  private static final Partitioner TWO = new HashPartitioner(2);

  private static JavaPairDStream<String, Integer> pairs(JavaDStream<String> words) {
    return words.mapToPair(
        word -> new Tuple2<>(word.substring(0, 1), Integer.parseInt(word.substring(1))));
  }

  private static JavaPairRDD<String, Integer> dataset(
      JavaDStream<String> ofProgram, List<Tuple2<String, Integer>> pairs) {
    return JavaSparkContext.fromSparkContext(ofProgram.context().sparkContext())
        .parallelizePairs(pairs, 1);
  }

  private static String sum(String key, Optional<Integer> value, State<Integer> state) {
    int sum = (state.exists() ? state.get() : 0) + value.orElse(0);
    if (state.isTimingOut()) {
      return key + " timed out at " + sum;
    }
    state.update(sum);
    return key + sum;
  }

  private static StateSpec<String, Integer, Integer, String> sums() {
    return StateSpec.function(InitialStatesTest::sum);
  }

  @Test
  void mapWithStateHasThemBeforeTheFirstRecordAndGivesNothingForThem() {
    CHECK.check(
        program -> {
          JavaDStream<String> words =
              program.stream(List.of(List.of("a1"), List.of("b1"), List.of("a1")));
          JavaPairRDD<String, Integer> initial =
              dataset(words, List.of(new Tuple2<>("a", 10), new Tuple2<>("c", 30)));
          program.expect(
              pairs(words).mapWithState(sums().initialState(initial)),
              List.of(List.of("a11"), List.of("b1"), List.of("a12")));
          RDD<Tuple2<String, Integer>> asRdd = initial.rdd();
          program.expect(
              pairs(words).mapWithState(sums().initialState(asRdd)).stateSnapshots(),
              List.of(
                  List.of(new Tuple2<>("a", 11), new Tuple2<>("c", 30)),
                  List.of(new Tuple2<>("a", 11), new Tuple2<>("b", 1), new Tuple2<>("c", 30)),
                  List.of(new Tuple2<>("a", 12), new Tuple2<>("b", 1), new Tuple2<>("c", 30))));
        });
  }

  @Test
  void forTimeoutsTheyHadDataInTheFirstBatch() {
    CHECK.check(
        program -> {
          JavaDStream<String> words =
              program.stream(List.of(List.of(), List.of("b1"), List.of(), List.of(), List.of()));
          program.expect(
              pairs(words)
                  .mapWithState(
                      sums()
                          .timeout(Durations.seconds(2))
                          .initialState(
                              dataset(
                                  words, List.of(new Tuple2<>("a", 10), new Tuple2<>("b", 20))))),
              List.of(
                  List.of(),
                  List.of("b21"),
                  List.of(),
                  List.of("a timed out at 10"),
                  List.of("b timed out at 21")));
        });
  }

  @Test
  void inMapWithStateTheLastOfSeveralValuesForAKeyCounts() {
    CHECK.check(
        program -> {
          JavaDStream<String> words = program.stream(List.of(List.of("a1")));
          program.expect(
              pairs(words)
                  .mapWithState(
                      sums()
                          .initialState(
                              dataset(
                                  words,
                                  List.of(
                                      new Tuple2<>("a", 10),
                                      new Tuple2<>("b", 20),
                                      new Tuple2<>("a", 30))))),
              List.of(List.of("a31")));
        });
  }

  private static Tuple2<String, String> pair(String key, String calls) {
    return new Tuple2<>(key, calls);
  }

  /** Notes what each call is given; a value of 0 removes the key. */
  private static Optional<String> note(List<Integer> values, Optional<String> state) {
    return values.contains(0)
        ? Optional.empty()
        : Optional.of(state.isPresent() ? state.get() + values : "new" + values);
  }

  private static JavaPairRDD<String, String> initial(JavaDStream<?> ofProgram) {
    return JavaSparkContext.fromSparkContext(ofProgram.context().sparkContext())
        .parallelizePairs(List.of(pair("a", "A"), pair("i", "I"), pair("a", "second")), 1);
  }

  @Test
  void inUpdateStateByKeyTheFirstOfSeveralValuesForAKeyCounts() {
    CHECK.check(
        program -> {
          JavaDStream<String> words = program.stream(List.of(List.of("a1", "b1"), List.of()));
          program.expect(
              pairs(words).updateStateByKey(InitialStatesTest::note, TWO, initial(words)),
              List.of(
                  List.of(pair("a", "A[1]"), pair("b", "new[1]"), pair("i", "I[]")),
                  List.of(pair("a", "A[1][]"), pair("b", "new[1][]"), pair("i", "I[][]"))));
        });
  }

  @Test
  void allFormsOfUpdateStateByKeyBeginWithThem() {
    CHECK.check(
        program -> {
          JavaDStream<String> words = program.stream(List.of(List.of("a1"), List.of()));
          program.expect(
              pairs(words)
                  .<String>updateStateByKey(
                      (time, key, values, state) -> note(values, state), TWO, true, initial(words)),
              List.of(
                  List.of(pair("a", "A[1]"), pair("i", "I[]")),
                  List.of(pair("a", "A[1][]"), pair("i", "I[][]"))));
          program.expect(
              pairs(words)
                  .<String>updateStateByKey(
                      all -> {
                        List<Tuple2<String, String>> after = new ArrayList<>();
                        all.forEachRemaining(
                            key -> after.add(pair(key._1(), note(key._2(), key._3()).get())));
                        return after.iterator();
                      },
                      TWO,
                      true,
                      initial(words)),
              List.of(
                  List.of(pair("a", "A[1]"), pair("i", "I[]")),
                  List.of(pair("a", "A[1][]"), pair("i", "I[][]"))));
        });
  }

  @Test
  void withoutADatasetThereIsNoOutputBeforeTheFirstOneAndOnlyEmptyListsAfterIt() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<String> input = stepped.input();
      TestOutput<Tuple2<String, String>> plain =
          stepped.output(pairs(input.stream()).updateStateByKey(InitialStatesTest::note));
      TestOutput<Tuple2<String, String>> withInitial =
          stepped.output(
              pairs(input.stream())
                  .updateStateByKey(InitialStatesTest::note, TWO, initial(input.stream())));
      input.endBatchWithoutDataset().endBatchWithoutDataset();
      input.add("a1").endBatch().endBatchWithoutDataset();
      stepped.start();
      stepped.step(2);
      assertEquals(List.of(), plain.batches());
      assertEquals(List.of(), withInitial.batches());
      stepped.step(2);
      plain.assertBatchesInAnyOrder(List.of(pair("a", "new[1]")), List.of(pair("a", "new[1][]")));
      withInitial.assertBatchesInAnyOrder(
          List.of(pair("a", "A[1]"), pair("i", "I[]")),
          List.of(pair("a", "A[1][]"), pair("i", "I[][]")));
    }
  }

  @Test
  void aRestartBeforeTheFirstDatasetDoesNotLoseTheInitialState() {
    SteppedWorld world = SteppedWorld.create();
    TestOutput<Tuple2<String, String>> states = null;
    for (int process = 0; process < 3; process++) {
      try (SteppedContext stepped = world.process(Durations.seconds(1))) {
        TestInput<String> input = stepped.input();
        states =
            stepped.output(
                pairs(input.stream())
                    .updateStateByKey(InitialStatesTest::note, TWO, initial(input.stream())));
        stepped.start();
        if (process == 1) {
          input.add("a1").endBatch();
        } else {
          input.endBatchWithoutDataset();
        }
        stepped.step();
      }
    }
    states.assertBatchesInAnyOrder(
        List.of(pair("a", "A[1]"), pair("i", "I[]")),
        List.of(pair("a", "A[1][]"), pair("i", "I[][]")));
  }
}
