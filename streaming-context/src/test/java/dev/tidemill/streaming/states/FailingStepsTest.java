package dev.tidemill.streaming.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a failed attempt did never shows, and what a failed batch had is never left out. */
class FailingStepsTest {
  private static final AtomicInteger CALLS_UNTIL_FAILURE = new AtomicInteger();

  private static void maybeFail() {
    if (CALLS_UNTIL_FAILURE.getAndDecrement() == 1) {
      throw new IllegalStateException("injected");
    }
  }

  /** Changes the list that it is given before it may fail. */
  private static List<Integer> append(List<Integer> values, Optional<List<Integer>> state) {
    List<Integer> all = state.isPresent() ? state.get() : new ArrayList<>();
    all.addAll(values);
    maybeFail();
    return all;
  }

  private static Tuple2<Integer, List<Integer>> appendInPlace(
      Integer key, Optional<Integer> value, State<List<Integer>> state) {
    if (!state.exists()) {
      state.update(new ArrayList<>());
    }
    state.get().add(value.get());
    maybeFail();
    return new Tuple2<>(key, state.get());
  }

  private static Map<Integer, List<Integer>> all(List<Tuple2<Integer, List<Integer>>> pairs) {
    Map<Integer, List<Integer>> all = new HashMap<>();
    pairs.forEach(pair -> all.put(pair._1, pair._2));
    return all;
  }

  /** Steps whose calls fail at random, against a model in which every batch counts once. */
  private static void assertEveryBatchCountsOnce(long seed, SparkConf settings) {
    SplittableRandom random = new SplittableRandom(seed);
    CALLS_UNTIL_FAILURE.set(0);
    try (SteppedContext stepped = SteppedContext.of(settings, Durations.seconds(1))) {
      TestInput<Tuple2<Integer, Integer>> input = stepped.input();
      JavaPairDStream<Integer, Integer> pairs = JavaPairDStream.fromJavaDStream(input.stream());
      TestOutput<Tuple2<Integer, List<Integer>>> states =
          stepped.output(
              random.nextBoolean()
                  ? pairs.<List<Integer>>updateStateByKey(
                      (values, state) -> Optional.of(append(values, state)), 2)
                  : pairs
                      .mapWithState(
                          StateSpec.function(FailingStepsTest::appendInPlace).numPartitions(2))
                      .stateSnapshots());
      stepped.start();
      Map<Integer, List<Integer>> model = new HashMap<>();
      int inARow = 0;
      for (int batch = 1; batch <= 25; batch++) {
        List<Tuple2<Integer, Integer>> records = new ArrayList<>();
        for (int i = random.nextInt(8); i > 0; i--) {
          records.add(new Tuple2<>(random.nextInt(5), batch * 100 + i));
        }
        records.forEach(
            record -> model.computeIfAbsent(record._1, key -> new ArrayList<>()).add(record._2));
        input.addPartition(records);
        // Each of the two attempts of a batch may fail; not so often that the context stops.
        CALLS_UNTIL_FAILURE.set(inARow < 2 && random.nextInt(3) == 0 ? 1 + random.nextInt(6) : 0);
        boolean failed = false;
        try {
          stepped.step();
        } catch (Exception injected) {
          failed = true;
          assertTrue(injected.toString().contains("injected"), injected::toString);
        }
        inARow = failed ? inARow + 1 : 0;
        if (!failed) {
          assertEquals(model, all(states.last()), "after batch " + batch);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "reference"})
  void everyBatchCountsOnceWhateverFails(String engine) {
    long seed = Long.getLong("tidemill.seed", System.nanoTime());
    for (int i = 0; i < 20; i++) {
      long run = seed + i;
      try {
        assertEveryBatchCountsOnce(run, SteppedContext.settings().set("tidemill.engine", engine));
      } catch (AssertionError | RuntimeException failed) {
        throw new AssertionError("Replay with -Dtidemill.seed=" + run, failed);
      }
    }
  }

  @Test
  void aTaskThatIsTriedAgainBeginsWithTheStateAsItWas() {
    CALLS_UNTIL_FAILURE.set(2);
    try (SteppedContext stepped =
        SteppedContext.of(
            SteppedContext.settings().setMaster("local[2,3]"), Durations.seconds(1))) {
      TestInput<Tuple2<Integer, Integer>> input = stepped.input();
      TestOutput<Tuple2<Integer, List<Integer>>> given =
          stepped.output(
              JavaPairDStream.fromJavaDStream(input.<Tuple2<Integer, Integer>>stream())
                  .mapWithState(
                      StateSpec.function(FailingStepsTest::appendInPlace).numPartitions(1)));
      stepped.start();
      input.add(new Tuple2<>(1, 10), new Tuple2<>(1, 20), new Tuple2<>(1, 30));
      stepped.step();

      assertEquals(
          List.of(
              new Tuple2<>(1, List.of(10)),
              new Tuple2<>(1, List.of(10, 20)),
              new Tuple2<>(1, List.of(10, 20, 30))),
          given.last());
    }
  }

  @Test
  void aStepThatFailsAgainAndAgainStopsTheContext() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<Tuple2<Integer, Integer>> input = stepped.input();
      stepped.output(
          JavaPairDStream.fromJavaDStream(input.<Tuple2<Integer, Integer>>stream())
              .<Integer>updateStateByKey(
                  (values, state) -> {
                    throw new IllegalStateException("always");
                  }));
      stepped.start();
      input.add(new Tuple2<>(1, 10));
      for (int i = 1; i < 4; i++) {
        assertThrows(Exception.class, stepped::step);
        assertEquals(StreamingContextState.ACTIVE, stepped.context().getState());
      }
      assertThrows(Exception.class, stepped::step);
      assertEquals(StreamingContextState.STOPPED, stepped.context().getState());
    }
  }
}
