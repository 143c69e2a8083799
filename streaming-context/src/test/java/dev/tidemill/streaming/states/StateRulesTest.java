package dev.tidemill.streaming.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.api.java.function.Function3;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.State;
import dev.tidemill.streaming.StateSpec;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a {@link State} allows and refuses (semantics section 6, item 4). */
class StateRulesTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1)).inAnyOrder();
  private static final String NOT_SET =
      "NoSuchElementException: State is not set; ask exists() first.";
  private static final String REFUSED = "IllegalArgumentException: requirement failed: Cannot ";
  private static final AtomicReference<State<Integer>> KEPT = new AtomicReference<>();

  private static JavaPairDStream<String, Integer> pairs(JavaDStream<String> words) {
    return words.mapToPair(
        word -> new Tuple2<>(word.substring(0, 1), Integer.parseInt(word.substring(1))));
  }

  private static void check(
      List<List<String>> words,
      Function3<String, Optional<Integer>, State<Integer>, String> function,
      List<List<String>> expected) {
    CHECK.check(words, input -> pairs(input).mapWithState(StateSpec.function(function)), expected);
  }

  /** All that may be asked, in one line. */
  private static String seen(State<Integer> state) {
    return state.exists()
        + " "
        + (state.exists() ? state.get() : "-")
        + " "
        + state.getOption()
        + " "
        + state
        + " "
        + state.isTimingOut();
  }

  private static String refusal(Executable call) {
    Throwable refused = assertThrows(Throwable.class, call);
    return refused.getClass().getSimpleName() + ": " + refused.getMessage();
  }

  @Test
  void aKeyHasNoValueUntilOneIsGiven() {
    check(
        List.of(List.of("a1"), List.of("a2")),
        (key, value, state) -> seen(state) + " " + refusal(state::get),
        List.of(
            List.of("false - None <state not set> false " + NOT_SET),
            List.of("false - None <state not set> false " + NOT_SET)));
  }

  @Test
  void anUpdateShowsAtOnceAndTheLastOneOfACallStays() {
    check(
        List.of(List.of("a1"), List.of("a2", "a3")),
        (key, value, state) -> {
          String before = state.toString();
          state.update(-1);
          state.update(value.get());
          return before + ", " + seen(state);
        },
        List.of(
            List.of("<state not set>, true 1 Some(1) 1 false"),
            List.of("1, true 2 Some(2) 2 false", "2, true 3 Some(3) 3 false")));
  }

  @Test
  void afterARemovalTheCallCanNeitherReadNorUpdateNorRemove() {
    check(
        List.of(List.of("a1"), List.of("a0"), List.of("a2")),
        (key, value, state) -> {
          String before = state.toString();
          if (value.get() > 0) {
            state.update(value.get());
            return before;
          }
          state.remove();
          return String.join(
              "; ",
              before,
              seen(state),
              refusal(state::get),
              refusal(() -> state.update(5)),
              refusal(state::remove));
        },
        List.of(
            List.of("<state not set>"),
            List.of(
                "1; false - None <state not set> false; "
                    + NOT_SET
                    + "; "
                    + REFUSED
                    + "update the state after it has been removed; "
                    + REFUSED
                    + "remove the state that has already been removed"),
            List.of("<state not set>")));
  }

  @Test
  void whatWasNeverSetMayBeRemovedAndWhatWasJustSetToo() {
    check(
        List.of(List.of("a0"), List.of("a1"), List.of("a0")),
        (key, value, state) -> {
          String before = state.toString();
          if (value.get() > 0) {
            state.update(value.get());
          }
          state.remove();
          return before;
        },
        List.of(
            List.of("<state not set>"), List.of("<state not set>"), List.of("<state not set>")));
  }

  @Test
  void theNextRecordOfABatchBeginsAnewAfterARemoval() {
    check(
        List.of(List.of("a1", "a0", "a2", "a0", "a3"), List.of("a4")),
        (key, value, state) -> {
          String before = state.toString();
          if (value.get() == 0) {
            state.remove();
          } else {
            state.update(value.get());
          }
          return value.get() + " after " + before;
        },
        List.of(
            List.of(
                "1 after <state not set>",
                "0 after 1",
                "2 after <state not set>",
                "0 after 2",
                "3 after <state not set>"),
            List.of("4 after 3")));
  }

  @Test
  void nullIsAValue() {
    check(
        List.of(List.of("a1"), List.of("a2"), List.of("a0"), List.of("a3")),
        (key, value, state) -> {
          String before = seen(state);
          if (value.get() == 0) {
            state.remove();
          } else {
            state.update(null);
          }
          return before + ", then " + seen(state);
        },
        List.of(
            List.of("false - None <state not set> false, then true null None null false"),
            List.of("true null None null false, then true null None null false"),
            List.of("true null None null false, then false - None <state not set> false"),
            List.of("false - None <state not set> false, then true null None null false")));
  }

  @Test
  void whatTimesOutMayBeReadAndNothingElse() {
    CHECK.check(
        List.of(List.of("a7"), List.of(), List.of(), List.of("a1")),
        input ->
            pairs(input)
                .mapWithState(
                    StateSpec.function(StateRulesTest::useAll).timeout(Durations.seconds(1))),
        List.of(
            List.of("false - None <state not set> false"),
            List.of(),
            List.of(
                "true 7 Some(7) 7 true; Optional.empty; "
                    + REFUSED
                    + "update the state that is timing out; "
                    + REFUSED
                    + "remove the state that is timing out; true 7 Some(7) 7 true"),
            List.of("false - None <state not set> false")));
  }

  private static String useAll(String key, Optional<Integer> value, State<Integer> state) {
    String before = seen(state);
    if (!state.isTimingOut()) {
      state.update(value.get());
      return before;
    }
    return String.join(
        "; ",
        before,
        value.toString(),
        refusal(() -> state.update(1)),
        refusal(state::remove),
        seen(state));
  }

  private static String keep(String key, Optional<Integer> value, State<Integer> state) {
    KEPT.set(state);
    if (value.get() == 0) {
      throw new IllegalStateException("injected");
    }
    state.update(value.get());
    return key;
  }

  private static void assertKeptIsRefused() {
    State<Integer> kept = KEPT.getAndSet(null);
    for (Executable use :
        List.<Executable>of(
            kept::exists,
            kept::get,
            () -> kept.update(1),
            kept::remove,
            kept::isTimingOut,
            kept::getOption,
            kept::toString)) {
      String said = assertThrows(IllegalStateException.class, use).getMessage();
      assertEquals(
          "A State was used after the call that it was given to; keep what get() gives instead.",
          said);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"local", "reference"})
  void aStateThatIsKeptIsRefusedAfterItsCallHoweverThatEnded(String engine) {
    try (SteppedContext stepped =
        SteppedContext.of(
            SteppedContext.settings().set("tidemill.engine", engine), Durations.seconds(1))) {
      TestInput<String> input = stepped.input();
      stepped.output(pairs(input.stream()).mapWithState(StateSpec.function(StateRulesTest::keep)));
      stepped.start();
      input.add("a1");
      stepped.step();
      assertKeptIsRefused();
      input.add("a0");
      assertTrue(assertThrows(Exception.class, stepped::step).toString().contains("injected"));
      assertKeptIsRefused();
      assertEquals(1, stepped.context().states().get(0).keys());
    }
  }
}
