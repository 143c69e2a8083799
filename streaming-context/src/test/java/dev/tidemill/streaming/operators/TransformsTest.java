package dev.tidemill.streaming.operators;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.testkit.StreamCheck;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Functions over the datasets of one stream or two, in all ways. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TransformsTest {
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1));
  private static final List<List<Integer>> NUMBERS = List.of(List.of(1, 2), List.of(3));

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }

  @Test
  void transformMakesADatasetOfEachDataset() {
    CHECK.check(
        NUMBERS,
        numbers -> numbers.transform((JavaRDD<Integer> rdd) -> rdd.filter(number -> number > 1)),
        List.of(List.of(2), List.of(3)));
  }

  private static JavaRDD<Long> inMillis(JavaRDD<Integer> numbers, Time time) {
    long millis = time.milliseconds();
    return numbers.map(number -> number * millis);
  }

  @Test
  void transformKnowsTheTime() {
    CHECK.check(
        NUMBERS,
        numbers -> numbers.transform(TransformsTest::inMillis),
        List.of(List.of(1000L, 2000L), List.of(6000L)));
  }

  @Test
  void transformMayGiveItsOwnDatasetBackOrAnotherOfTheContext() {
    CHECK.check(NUMBERS, numbers -> numbers.transform((rdd, time) -> rdd), NUMBERS);
    CHECK.check(
        NUMBERS,
        numbers ->
            numbers.transform(
                (rdd, time) -> new JavaSparkContext(rdd.context()).parallelize(List.of(7, 8))),
        List.of(List.of(7, 8), List.of(7, 8)));
  }

  @Test
  void transformToPairMakesPairs() {
    CHECK.check(
        program -> {
          JavaDStream<Integer> numbers = program.stream(NUMBERS);
          program.expect(
              numbers.transformToPair(
                  (JavaRDD<Integer> rdd) -> rdd.mapToPair(number -> pair(number, 0))),
              List.of(List.of(pair(1, 0), pair(2, 0)), List.of(pair(3, 0))));
          program.expect(
              numbers.transformToPair(
                  (rdd, time) -> inMillis(rdd, time).mapToPair(number -> pair(number, 1))),
              List.of(List.of(pair(1000L, 1), pair(2000L, 1)), List.of(pair(6000L, 1))));
        });
  }

  @Test
  void transformOfPairsGetsAPairDataset() {
    CHECK.check(
        program -> {
          JavaPairDStream<Integer, Integer> pairs =
              program.stream(List.of(List.of(1, 2, 3))).mapToPair(n -> pair(n % 2, n));
          program.expectInAnyOrder(
              pairs.transformToPair(
                  (JavaPairRDD<Integer, Integer> rdd) -> rdd.reduceByKey(Integer::sum)),
              List.of(List.of(pair(1, 4), pair(0, 2))));
          program.expect(
              pairs.transform((rdd, time) -> rdd.map(pair -> pair._2)), List.of(List.of(1, 2, 3)));
        });
  }

  @Test
  void transformWithGetsBothDatasetsAndTheTime() {
    CHECK.check(
        NUMBERS,
        List.of(List.of(4), List.of()),
        (one, other) ->
            one.transformWith(
                other,
                (JavaRDD<Integer> own, JavaRDD<Integer> others, Time time) ->
                    inMillis(own.union(others), time)),
        List.of(List.of(1000L, 2000L, 4000L), List.of(6000L)));
  }

  @Test
  void bothMayBePairsAndTheResultMayBe() {
    CHECK.check(
        program -> {
          JavaDStream<String> texts = program.stream(List.of(List.of("a", "b")));
          JavaPairDStream<String, Integer> pairs =
              program.stream(List.of(List.of("a"))).mapToPair(text -> pair(text, 1));
          program.expect(
              texts.transformWith(
                  pairs,
                  (JavaRDD<String> own, JavaPairRDD<String, Integer> other, Time time) ->
                      other.values()),
              List.of(List.of(1)));
          program.expect(
              texts.transformWithToPair(
                  texts,
                  (JavaRDD<String> own, JavaRDD<String> other, Time time) ->
                      own.mapToPair(text -> pair(text, 0))),
              List.of(List.of(pair("a", 0), pair("b", 0))));
          program.expect(
              pairs.transformWithToPair(
                  pairs,
                  (JavaPairRDD<String, Integer> own,
                      JavaPairRDD<String, Integer> other,
                      Time time) -> own.join(other)),
              List.of(List.of(pair("a", pair(1, 1)))));
        });
  }
}
