package dev.tidemill.streaming.states;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaMapWithStateDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When keys time out (semantics section 6, item 6), and when they did in the legacy engine. */
class StateTimeoutRulesTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1)).inAnyOrder();
  private static final StreamCheck LEGACY = CHECK.with("tidemill.state.timeouts", "atCheckpoints");

  /** Keys from {@code z} on get no value; {@code r} loses its value again. */
  private static String note(String key, Optional<Integer> value, State<Integer> state) {
    if (state.isTimingOut()) {
      return key + " goes";
    }
    if (!state.exists() && !key.equals("z")) {
      state.update(1);
    }
    if (key.equals("r")) {
      state.remove();
    }
    return key;
  }

  private static JavaMapWithStateDStream<String, Integer, Integer, String> noted(
      JavaDStream<String> keys, int timeoutSeconds) {
    return keys.mapToPair(key -> new Tuple2<>(key, 1))
        .mapWithState(
            StateSpec.function(StateTimeoutRulesTest::note)
                .timeout(Durations.seconds(timeoutSeconds)));
  }

  /** As many batches; those that are named have these keys. */
  private static List<List<String>> batches(int count, Object... timesAndKeys) {
    List<List<String>> batches = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      batches.add(new ArrayList<>());
    }
    for (int i = 0; i < timesAndKeys.length; i += 2) {
      batches.get((int) timesAndKeys[i] - 1).add((String) timesAndKeys[i + 1]);
    }
    return batches;
  }

  @Test
  void aKeyGoesInTheFirstBatchThatIsLaterThanItsLastDataByMoreThanTheTimeout() {
    CHECK.check(
        batches(7, 1, "a", 2, "b"),
        keys -> noted(keys, 3),
        batches(7, 1, "a", 2, "b", 5, "a goes", 6, "b goes"));
  }

  @Test
  void dataKeepAKeyAlsoWhereTheFunctionDoesNotUpdate() {
    CHECK.check(
        batches(7, 1, "a", 3, "a", 5, "a"),
        keys -> noted(keys, 2),
        batches(7, 1, "a", 3, "a", 5, "a"));
  }

  @Test
  void whatHasNoValueDoesNotTimeOut() {
    CHECK.check(batches(4, 1, "z", 1, "r"), keys -> noted(keys, 1), batches(4, 1, "z", 1, "r"));
  }

  @Test
  void aTimeoutThatIsNoMultipleOfTheIntervalCountsAsItIs() {
    CHECK.check(
        batches(4, 1, "a"),
        keys ->
            keys.mapToPair(key -> new Tuple2<>(key, 1))
                .mapWithState(
                    StateSpec.function(StateTimeoutRulesTest::note)
                        .timeout(Durations.milliseconds(1500))),
        batches(4, 1, "a", 3, "a goes"));
  }

  @Test
  void theLegacyTimesAreThoseOfEveryTenthBatch() {
    LEGACY.check(
        batches(20, 1, "a", 2, "b", 8, "c"),
        keys -> noted(keys, 3),
        batches(20, 1, "a", 2, "b", 8, "c", 10, "a goes", 10, "b goes", 20, "c goes"));
  }

  @Test
  void dataInTheTenthBatchKeepAKeyUntilTheTwentieth() {
    LEGACY.check(
        batches(20, 1, "a", 1, "b", 10, "b"),
        keys -> noted(keys, 3),
        batches(20, 1, "a", 1, "b", 10, "b", 10, "a goes", 20, "b goes"));
  }

  @Test
  void dataAfterTheTimeoutKeepAKeyWhereNobodyHasLooked() {
    LEGACY.check(batches(10, 1, "a", 9, "a"), keys -> noted(keys, 3), batches(10, 1, "a", 9, "a"));
  }

  @Test
  void anIntervalOfCheckpointsIsThatOfTheLegacyTimes() {
    LEGACY.check(
        batches(8, 1, "a", 2, "b", 3, "c"),
        keys -> {
          var stream = noted(keys, 3);
          stream.checkpoint(Durations.seconds(2));
          return stream;
        },
        batches(8, 1, "a", 2, "b", 3, "c", 6, "a goes", 6, "b goes", 8, "c goes"));
  }

  @Test
  void itChangesNothingWhereTimesAreExact() {
    CHECK.check(
        batches(6, 1, "a"),
        keys -> {
          var stream = noted(keys, 3);
          stream.checkpoint(Durations.seconds(2));
          return stream;
        },
        batches(6, 1, "a", 5, "a goes"));
  }

  @Test
  void withADirectoryItWritesNoDatasetsBesidesTheChanges(@TempDir Path directory) {
    List<Boolean> checkpointed = new ArrayList<>();
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      stepped.context().sparkContext().setCheckpointDir(directory.toString());
      TestInput<String> keys = stepped.input();
      var results = noted(keys.stream(), 3);
      var records = keys.stream().map(key -> key + key);
      for (JavaDStream<String> stream : List.of(results, records)) {
        stream.checkpoint(Durations.seconds(1));
        stream.foreachRDD(
            rdd -> {
              rdd.count();
              checkpointed.add(rdd.isCheckpointed());
            });
      }
      stepped.start();
      keys.add("a");
      stepped.step();
    }
    assertEquals(List.of(false, true), checkpointed);
  }
}
