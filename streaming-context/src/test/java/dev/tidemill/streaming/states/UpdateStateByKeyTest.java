package dev.tidemill.streaming.states;

import dev.tidemill.HashPartitioner;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.Optional;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.StreamCheck;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules of semantics.md, section 5. */
class UpdateStateByKeyTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1)).inAnyOrder();

  private static JavaPairDStream<String, Integer> pairs(JavaDStream<String> words) {
    return words.mapToPair(
        word -> new Tuple2<>(word.substring(0, 1), Integer.parseInt(word.substring(1))));
  }

  private static Tuple2<String, Integer> pair(String key, int value) {
    return new Tuple2<>(key, value);
  }

  /** A key goes when a batch has nothing for it after its sum has become 5 or more. */
  private static Optional<Integer> sum(List<Integer> values, Optional<Integer> state) {
    int sum = state.orElse(0);
    if (values.isEmpty() && sum >= 5) {
      return Optional.empty();
    }
    for (int value : values) {
      sum += value;
    }
    return Optional.of(sum);
  }

  @Test
  void givesAllKeysWithTheirStatesInEveryBatch() {
    CHECK.check(
        List.of(List.of("a1", "b2", "a3"), List.of("a1"), List.of("b1"), List.of()),
        words -> pairs(words).updateStateByKey(UpdateStateByKeyTest::sum),
        List.of(
            List.of(pair("a", 4), pair("b", 2)),
            List.of(pair("a", 5), pair("b", 2)),
            List.of(pair("b", 3)),
            List.of(pair("b", 3))));
  }

  @Test
  void theFormWithTimeAndKeyIsGivenThem() {
    CHECK.check(
        List.of(List.of("a1"), List.of("b2")),
        words ->
            pairs(words)
                .<String>updateStateByKey(
                    (time, key, values, state) ->
                        Optional.of(state.orElse(key) + values + time.milliseconds()),
                    new HashPartitioner(2),
                    false,
                    null),
        List.of(
            List.of(new Tuple2<>("a", "a[1]1000")),
            List.of(new Tuple2<>("a", "a[1]1000[]2000"), new Tuple2<>("b", "b[2]2000"))));
  }

  @Test
  void theFormWithIteratorsKeepsWhatItGivesBack() {
    CHECK.check(
        List.of(List.of("a1", "b1"), List.of("a1"), List.of("b1")),
        words ->
            pairs(words)
                .<Integer>updateStateByKey(
                    all -> {
                      List<Tuple2<String, Integer>> stay = new ArrayList<>();
                      all.forEachRemaining(
                          key -> {
                            int sum = key._3().orElse(0) + key._2().size();
                            if (sum < 2) {
                              stay.add(new Tuple2<>(key._1(), sum));
                            }
                          });
                      return stay.iterator();
                    },
                    new HashPartitioner(2),
                    true,
                    null),
        List.of(List.of(pair("a", 1), pair("b", 1)), List.of(pair("b", 1)), List.of()));
  }

  @Test
  void beginsWithTheInitialStates() {
    CHECK.check(
        program -> {
          JavaDStream<String> words = program.stream(List.of(List.of("a1"), List.of("b1")));
          program.expect(
              pairs(words)
                  .updateStateByKey(
                      UpdateStateByKeyTest::sum,
                      new HashPartitioner(2),
                      dev.tidemill.api.java.JavaSparkContext.fromSparkContext(
                              words.context().sparkContext())
                          .parallelizePairs(List.of(pair("b", 3), pair("c", 7), pair("d", 1)))),
              List.of(
                  List.of(pair("a", 1), pair("b", 3), pair("d", 1)),
                  List.of(pair("a", 1), pair("b", 4), pair("d", 1))));
        });
  }
}
