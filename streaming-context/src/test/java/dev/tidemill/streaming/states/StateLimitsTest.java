package dev.tidemill.streaming.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import dev.tidemill.streaming.testkit.TestOutput;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateLimitsTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1)).inAnyOrder();

  private static JavaPairDStream<Integer, Integer> pairs(JavaDStream<Integer> keys) {
    return keys.mapToPair(key -> new Tuple2<>(key, 1));
  }

  private static Integer count(Integer key, Optional<Integer> one, State<Integer> state) {
    int count = (state.exists() ? state.get() : 0) + one.get();
    state.update(count);
    return 100 * key + count;
  }

  private static StateSpec<Integer, Integer, Integer, Integer> counting() {
    return StateSpec.function(StateLimitsTest::count);
  }

  @Test
  void theKeysThatHadNoDataForLongestGo() {
    CHECK.check(
        List.of(List.of(1, 2), List.of(3), List.of(1), List.of(4), List.of(2, 1)),
        keys -> pairs(keys).mapWithState(counting().numPartitions(1).maxKeys(3).evictOldest()),
        List.of(List.of(101, 201), List.of(301), List.of(102), List.of(401), List.of(201, 103)));
  }

  @Test
  void soTheyDoInUpdateStateByKeyWhereASettingSaysSo() {
    CHECK
        .with("tidemill.state.maxKeys", "2")
        .with("tidemill.state.onLimit", "evictOldest")
        .check(
            List.of(List.of(1, 2), List.of(1), List.of(3), List.of(2)),
            keys ->
                pairs(keys)
                    .updateStateByKey(
                        (List<Integer> ones, Optional<Integer> count) ->
                            Optional.of(count.orElse(0) + ones.size()),
                        1),
            List.of(
                List.of(new Tuple2<>(1, 1), new Tuple2<>(2, 1)),
                List.of(new Tuple2<>(1, 2), new Tuple2<>(2, 1)),
                List.of(new Tuple2<>(1, 2), new Tuple2<>(3, 1)),
                List.of(new Tuple2<>(2, 1), new Tuple2<>(3, 1))));
  }

  @Test
  void aBatchThatWouldTakeTheStateOverItsLimitFailsAndSaysWhatToDo() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<Integer> input = stepped.input();
      TestOutput<Integer> counts =
          stepped.output(
              pairs(input.stream()).mapWithState(counting().numPartitions(2).maxKeys(4)));
      stepped.start();
      input.add(1, 2, 3, 4);
      stepped.step();
      input.add(5, 6, 7);
      String said = causeOf(assertThrows(Exception.class, stepped::step)).getMessage();
      assertTrue(
          said.matches("mapWithState: a partition of the state would have [34] keys; .*"), said);
      assertTrue(said.contains("the limit of 4 keys allows 2 in each of 2 partitions"), said);
      assertTrue(said.contains("Raise it, set a timeout, or have those evicted"), said);
      assertEquals(4, stepped.context().states().get(0).keys(), "nothing of it shows");
      assertEquals(4, counts.last().size());
    }
  }

  @Test
  void bytesAreEstimatedAndLimitedToo() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<Integer> input = stepped.input();
      stepped.output(
          pairs(input.stream())
              .mapWithState(counting().numPartitions(1).maxBytes(20_000).evictOldest()));
      stepped.start();
      for (int batch = 0; batch < 30; batch++) {
        List<Integer> keys = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
          keys.add(50 * batch + i);
        }
        input.addPartition(keys);
        stepped.step();
      }
      var state = stepped.context().states().get(0);
      assertEquals(50, state.evicted());
      assertTrue(state.bytes() < 30_000, state::toString);
      assertTrue(state.keys() > 60, state::toString);
    }
  }

  @Test
  void limitsThatAreNoneAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> counting().maxKeys(0));
    assertThrows(IllegalArgumentException.class, () -> counting().maxBytes(-1));
    assertThrows(IllegalArgumentException.class, () -> counting().timeout(Durations.seconds(0)));
    assertSettingRefused("tidemill.state.maxKeys", "0");
    assertSettingRefused("tidemill.state.maxBytes", "0");
    assertSettingRefused("tidemill.state.onLimit", "evict");
    assertSettingRefused("tidemill.state.timeouts", "legacy");
  }

  private static void assertSettingRefused(String key, String value) {
    try (SteppedContext stepped =
        SteppedContext.of(SteppedContext.settings().set(key, value), Durations.seconds(1))) {
      JavaPairDStream<Integer, Integer> pairs = pairs(stepped.<Integer>input().stream());
      String said =
          assertThrows(IllegalArgumentException.class, () -> pairs.mapWithState(counting()))
              .getMessage();
      assertTrue(said.contains(key + " is"), said);
      assertTrue(said.contains("use "), said);
    }
  }

  private static Throwable causeOf(Throwable failure) {
    return failure.getCause() == null ? failure : causeOf(failure.getCause());
  }
}
