package dev.tidemill.streaming.states;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaMapWithStateDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.StreamCheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of semantics.md, section 6. */
class MapWithStateTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1)).inAnyOrder();

  private static JavaPairDStream<String, Integer> pairs(
      dev.tidemill.streaming.api.java.JavaDStream<String> words) {
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

  @Test
  void callsTheFunctionForEachRecordInOrderWithTheStateOfItsKey() {
    CHECK.check(
        List.of(List.of("a1", "b2", "a3"), List.of(), List.of("a1", "c1"), List.of("b1")),
        (words) -> pairs(words).mapWithState(StateSpec.function(MapWithStateTest::sum)),
        List.of(List.of("a1", "b2", "a4"), List.of(), List.of("a5", "c1"), List.of("b3")));
  }

  @Test
  void keysGoInTheFirstBatchInWhichTheyAreIdleForTooLong() {
    CHECK.check(
        List.of(
            List.of("a1", "b2"),
            List.of("a1"),
            List.of(),
            List.of("b7"),
            List.of(),
            List.of("a1"),
            List.of()),
        words ->
            pairs(words)
                .mapWithState(
                    StateSpec.function(MapWithStateTest::sum).timeout(Durations.seconds(2))),
        List.of(
            List.of("a1", "b2"),
            List.of("a2"),
            List.of(),
            List.of("b9"), // would time out now, but has data
            List.of("a timed out at 2"),
            List.of("a1"),
            List.of("b timed out at 9")));
  }

  @Test
  void snapshotsHaveAllKeysAfterEachBatch() {
    CHECK.check(
        program -> {
          JavaMapWithStateDStream<String, Integer, Integer, String> sums =
              pairs(
                      program.stream(
                          List.of(List.of("a1", "b2"), List.of("a3"), List.of(), List.of("c1"))))
                  .mapWithState(StateSpec.function(MapWithStateTest::sum));
          program.expect(
              sums, List.of(List.of("a1", "b2"), List.of("a4"), List.of(), List.of("c1")));
          program.expect(
              sums.stateSnapshots(),
              List.of(
                  List.of(new Tuple2<>("a", 1), new Tuple2<>("b", 2)),
                  List.of(new Tuple2<>("a", 4), new Tuple2<>("b", 2)),
                  List.of(new Tuple2<>("a", 4), new Tuple2<>("b", 2)),
                  List.of(new Tuple2<>("a", 4), new Tuple2<>("b", 2), new Tuple2<>("c", 1))));
        });
  }

  @Test
  void aValueThatIsChangedInPlaceIsKept() {
    CHECK.check(
        List.of(List.of("a1", "a2"), List.of("b1"), List.of("a3")),
        words ->
            pairs(words)
                .mapWithState(
                    StateSpec.function(
                        (String key, Optional<Integer> value, State<List<Integer>> state) -> {
                          if (!state.exists()) {
                            state.update(new ArrayList<>());
                          }
                          state.get().add(value.get());
                          return key + state.get();
                        })),
        List.of(List.of("a[1]", "a[1, 2]"), List.of("b[1]"), List.of("a[1, 2, 3]")));
  }
}
