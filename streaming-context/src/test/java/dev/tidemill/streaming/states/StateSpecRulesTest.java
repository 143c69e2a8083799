package dev.tidemill.streaming.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.Optional;
import dev.tidemill.api.java.function.Function3;
import dev.tidemill.api.java.function.Function4;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What the functions and options of a {@link StateSpec} do (semantics section 6). */
class StateSpecRulesTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1)).inAnyOrder();

  /** Everything to one partition. */
  private static final class AllToThird extends Partitioner {
    private static final long serialVersionUID = 1L;

    @Override
    public int numPartitions() {
      return 4;
    }

    @Override
    public int getPartition(Object key) {
      return 2;
    }
  }

  private static JavaPairDStream<String, Integer> pairs(JavaDStream<String> words) {
    return words.mapToPair(
        word -> new Tuple2<>(word.substring(0, 1), Integer.parseInt(word.substring(1))));
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
    return StateSpec.function(StateSpecRulesTest::sum);
  }

  @Test
  void aNullOfTheShortFunctionIsARecord() {
    CHECK.check(
        List.of(List.of("a1", "b2"), List.of()),
        words ->
            pairs(words)
                .mapWithState(
                    StateSpec.<String, Integer, Integer, String>function(
                        (key, value, state) -> value.get() == 1 ? null : key)),
        List.of(Arrays.asList(null, "b"), List.of()));
  }

  private static Optional<String> timed(
      Time time, String key, Optional<Integer> value, State<Integer> state) {
    if (!state.isTimingOut()) {
      state.update(value.get());
    }
    return state.get() == 0 ? Optional.empty() : Optional.of(key + time.milliseconds());
  }

  @Test
  void theLongFunctionIsGivenTheTimeOfTheBatchAndMayGiveNothing() {
    CHECK.check(
        List.of(List.of("a1", "b0"), List.of("c0", "d1"), List.of(), List.of()),
        words ->
            pairs(words)
                .mapWithState(
                    StateSpec.function(StateSpecRulesTest::timed).timeout(Durations.seconds(1))),
        List.of(List.of("a1000"), List.of("d2000"), List.of("a3000"), List.of("d4000")));
  }

  @Test
  void aNullOfTheLongFunctionFailsTheBatchAndSaysWhatToReturn() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<String> input = stepped.input();
      stepped.output(
          pairs(input.stream())
              .mapWithState(
                  StateSpec.<String, Integer, Integer, String>function(
                      (time, key, value, state) -> null)));
      stepped.start();
      input.add("a1");
      Throwable failure = assertThrows(Exception.class, stepped::step);
      while (failure.getCause() != null) {
        failure = failure.getCause();
      }
      assertEquals(NullPointerException.class, failure.getClass());
      assertEquals(
          "mapWithState: the function returned null; return Optional.empty() for nothing.",
          failure.getMessage());
    }
  }

  /** The partitions of a batch of these keys. */
  private static List<List<String>> partitions(
      SparkConf settings, UnaryOperator<StateSpec<String, Integer, Integer, String>> options) {
    try (SteppedContext stepped = SteppedContext.of(settings, Durations.seconds(1))) {
      TestInput<String> input = stepped.input();
      TestOutput<String> sums =
          stepped.output(pairs(input.stream()).mapWithState(options.apply(sums())));
      stepped.start();
      input.add("a1", "b1", "c1");
      stepped.step();
      return sums.partitions().get(0);
    }
  }

  private static List<List<String>> partitions(
      UnaryOperator<StateSpec<String, Integer, Integer, String>> options) {
    return partitions(SteppedContext.settings(), options);
  }

  @Test
  void theDefaultIsByHashInAsManyPartitionsAsTheDefaultParallelism() {
    assertEquals(List.of(List.of("b1"), List.of("a1", "c1")), partitions(spec -> spec));
    assertEquals(
        7,
        partitions(SteppedContext.settings().set("spark.default.parallelism", "7"), spec -> spec)
            .size());
  }

  @Test
  void ofNumberOfPartitionsAndPartitionerTheLastOneWins() {
    assertEquals(
        List.of(List.of("c1"), List.of("a1"), List.of("b1")),
        partitions(spec -> spec.partitioner(new AllToThird()).numPartitions(3)));
    assertEquals(
        List.of(List.of(), List.of(), List.of("a1", "b1", "c1"), List.of()),
        partitions(spec -> spec.numPartitions(3).partitioner(new AllToThird())));
    assertEquals(
        5, partitions(spec -> spec.partitioner(new HashPartitioner(9)).numPartitions(5)).size());
  }

  @Test
  void aBatchWithoutADatasetIsAnEmptyOne() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<String> input = stepped.input();
      TestOutput<String> sums =
          stepped.output(pairs(input.stream()).mapWithState(sums().timeout(Durations.seconds(1))));
      input.endBatchWithoutDataset().add("a1").endBatch();
      input.endBatchWithoutDataset().endBatchWithoutDataset();
      stepped.start();
      stepped.step(4);
      sums.assertBatches(List.of(), List.of("a1"), List.of(), List.of("a timed out at 1"));
    }
  }

  @Test
  void aKeyMayBeNull() {
    CHECK.check(
        List.of(List.of("x"), List.of("x"), List.of()),
        words ->
            words
                .mapToPair(word -> new Tuple2<>((String) null, 1))
                .mapWithState(sums().timeout(Durations.seconds(3))),
        List.of(List.of("null1"), List.of("null2"), List.of()));
  }

  @Test
  void whatIsNoneIsRefusedAtTheCall() {
    Function3<String, Optional<Integer>, State<Integer>, String> noShort = null;
    Function4<Time, String, Optional<Integer>, State<Integer>, Optional<String>> noLong = null;
    assertThrows(NullPointerException.class, () -> StateSpec.function(noShort));
    assertThrows(NullPointerException.class, () -> StateSpec.function(noLong));
    JavaPairRDD<String, Integer> noPairs = null;
    RDD<Tuple2<String, Integer>> noRdd = null;
    assertRefused("initialState", () -> sums().initialState(noPairs));
    assertRefused("initialState", () -> sums().initialState(noRdd));
    assertRefused("numPartitions is 0; use 1 to", () -> sums().numPartitions(0));
    assertRefused("partitioner is null", () -> sums().partitioner(null));
    assertRefused("idleDuration is null", () -> sums().timeout(null));
    assertRefused("is -1000; use 1 or more", () -> sums().timeout(Durations.seconds(-1)));
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      JavaPairDStream<String, Integer> pairs = pairs(stepped.<String>input().stream());
      assertRefused("mapWithState: spec is null", () -> pairs.mapWithState(null));
    }
  }

  private static void assertRefused(String says, Runnable call) {
    String said = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(said.contains(says), said);
  }
}
