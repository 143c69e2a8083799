package dev.tidemill.streaming.states;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Partitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.SteppedContext;
import dev.tidemill.streaming.testkit.StreamCheck;
import dev.tidemill.streaming.testkit.TestInput;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What {@code updateStateByKey} calls, and with what (semantics section 5). */
class UpdateStateRulesTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1)).inAnyOrder();
  private static final Partitioner TWO = new HashPartitioner(2);

  private static JavaPairDStream<String, Integer> pairs(JavaDStream<String> words) {
    return words.mapToPair(
        word -> new Tuple2<>(word.substring(0, 1), Integer.parseInt(word.substring(1))));
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

  private static Throwable causeOf(Throwable failure) {
    return failure.getCause() == null ? failure : causeOf(failure.getCause());
  }

  @Test
  void everyKeyIsAskedInEveryBatchWithItsValuesInTheOrderOfRecords() {
    CHECK.check(
        List.of(List.of("a3", "b1", "a1", "a2"), List.of(), List.of("b5", "c1"), List.of()),
        words -> pairs(words).updateStateByKey(UpdateStateRulesTest::note),
        List.of(
            List.of(pair("a", "new[3, 1, 2]"), pair("b", "new[1]")),
            List.of(pair("a", "new[3, 1, 2][]"), pair("b", "new[1][]")),
            List.of(pair("a", "new[3, 1, 2][][]"), pair("b", "new[1][][5]"), pair("c", "new[1]")),
            List.of(
                pair("a", "new[3, 1, 2][][][]"),
                pair("b", "new[1][][5][]"),
                pair("c", "new[1][]"))));
  }

  @Test
  void aKeyThatWasRemovedIsNotAskedUntilItHasDataAndBeginsAnew() {
    CHECK.check(
        List.of(List.of("a1", "b0"), List.of("a0"), List.of(), List.of("a2", "b0")),
        words -> pairs(words).updateStateByKey(UpdateStateRulesTest::note),
        List.of(List.of(pair("a", "new[1]")), List.of(), List.of(), List.of(pair("a", "new[2]"))));
  }

  private static void assertBatchFails(
      String message,
      Function<JavaPairDStream<String, Integer>, JavaPairDStream<String, String>> update) {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<String> input = stepped.input();
      stepped.output(update.apply(pairs(input.stream())));
      stepped.start();
      input.add("a1");
      Throwable failure = causeOf(assertThrows(Exception.class, stepped::step));
      assertEquals(NullPointerException.class, failure.getClass());
      assertEquals(message, failure.getMessage());
    }
  }

  @Test
  void aNullResultFailsTheBatchAndSaysWhatToReturn() {
    String forAKey =
        "updateStateByKey: the function returned null for a key; return Optional.empty() to remove"
            + " it.";
    assertBatchFails(forAKey, pairs -> pairs.updateStateByKey((values, state) -> null));
    assertBatchFails(
        forAKey,
        pairs -> pairs.updateStateByKey((time, key, values, state) -> null, TWO, true, null));
    assertBatchFails(
        "updateStateByKey: the function returned null; return an iterator over the keys that stay.",
        pairs -> pairs.updateStateByKey(all -> null, TWO, true, null));
  }

  @Test
  void whereTheKeysAreIsToldUnlessTheProgramDoesNotWantIt() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<String> input = stepped.input();
      JavaPairDStream<String, Integer> pairs = pairs(input.stream());
      List<String> told = new ArrayList<>();
      for (JavaPairDStream<String, String> states :
          List.of(
              pairs.updateStateByKey(UpdateStateRulesTest::note),
              pairs.updateStateByKey(UpdateStateRulesTest::note, 3),
              pairs.updateStateByKey(UpdateStateRulesTest::note, new HashPartitioner(4)),
              pairs.<String>updateStateByKey(
                  (time, key, values, state) -> note(values, state),
                  new HashPartitioner(5),
                  true,
                  null),
              pairs.<String>updateStateByKey(
                  (time, key, values, state) -> note(values, state),
                  new HashPartitioner(6),
                  false,
                  null))) {
        states.foreachRDD(
            rdd ->
                told.add(
                    rdd.getNumPartitions()
                        + (rdd.partitioner().isPresent()
                            ? " by " + rdd.partitioner().get().numPartitions()
                            : "")));
      }
      stepped.start();
      input.add("a1");
      stepped.step();
      assertEquals(List.of("2 by 2", "3 by 3", "4 by 4", "5 by 5", "6"), told);
    }
  }

  @Test
  void ofSeveralValuesGivenBackForAKeyTheFirstCountsAndWhatIsNotGivenBackGoes() {
    CHECK.check(
        List.of(List.of("a1", "b1", "c1"), List.of()),
        words ->
            pairs(words)
                .<String>updateStateByKey(
                    all -> {
                      List<Tuple2<String, String>> after = new ArrayList<>();
                      all.forEachRemaining(
                          key -> {
                            if (!key._1().equals("b")) {
                              after.add(pair(key._1(), note(key._2(), key._3()).get()));
                              after.add(pair(key._1(), "second"));
                            }
                          });
                      return after.iterator();
                    },
                    TWO,
                    true,
                    null),
        List.of(
            List.of(pair("a", "new[1]"), pair("c", "new[1]")),
            List.of(pair("a", "new[1][]"), pair("c", "new[1][]"))));
  }

  @Test
  void aKeyThatTheFormWithIteratorsWasNotGivenFailsTheBatch() {
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      TestInput<String> input = stepped.input();
      stepped.output(
          pairs(input.stream())
              .<String>updateStateByKey(
                  all -> List.of(pair("other", "x")).iterator(), TWO, true, null));
      stepped.start();
      input.add("a1");
      String said = causeOf(assertThrows(Exception.class, stepped::step)).getMessage();
      assertTrue(said.contains("gave back a key that it was not given"), said);
      assertTrue(said.contains("change keys of the stream that comes out instead"), said);
      assertEquals(0, stepped.context().states().get(0).keys());
    }
  }

  @Test
  void aKeyMayBeNull() {
    CHECK.check(
        List.of(List.of("x"), List.of(), List.of("x")),
        words ->
            words
                .mapToPair(word -> new Tuple2<>((String) null, 1))
                .updateStateByKey(UpdateStateRulesTest::note),
        List.of(
            List.of(pair(null, "new[1]")),
            List.of(pair(null, "new[1][]")),
            List.of(pair(null, "new[1][][1]"))));
  }

  @Test
  void whatIsNoneIsRefusedAtTheCall() {
    Function2<List<Integer>, Optional<String>, Optional<String>> none = null;
    try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
      JavaPairDStream<String, Integer> pairs = pairs(stepped.<String>input().stream());
      assertThrows(NullPointerException.class, () -> pairs.updateStateByKey(none));
      assertRefused(
          "numPartitions is 0; use 1 to",
          () -> pairs.updateStateByKey(UpdateStateRulesTest::note, 0));
      assertRefused(
          "partitioner is null",
          () -> pairs.updateStateByKey(UpdateStateRulesTest::note, (Partitioner) null));
      assertRefused(
          "initialRDD is null",
          () -> pairs.updateStateByKey(UpdateStateRulesTest::note, TWO, null));
    }
  }

  private static void assertRefused(String says, Runnable call) {
    String said = assertThrows(IllegalArgumentException.class, call::run).getMessage();
    assertTrue(said.contains(says), said);
  }
}
