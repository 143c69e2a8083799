package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.function.Function3;
import dev.tidemill.dstream.Streams;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Time;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Functions over the datasets of two streams, and what streams and functions see of a dataset. */
class TransformWithTest {
  private final Streams streams = new Streams();
  private final JavaDStream<String> texts = streams.of(List.of("a", "b"), List.of("c"));
  private final JavaPairDStream<String, Integer> pairs =
      streams.pairs(List.of(pair("a", 1)), List.of(pair("c", 3)));

  @AfterEach
  void stop() {
    streams.close();
  }

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }

  @Test
  void theFunctionGetsBothDatasetsAndTheTime() throws Exception {
    List<List<String>> plain =
        streams.collect(
            texts.transformWith(
                texts.map(text -> text + "'"),
                (JavaRDD<String> own, JavaRDD<String> other, Time time) ->
                    own.union(other).map(text -> text + time.milliseconds())));
    streams.run(2);
    assertEquals(
        List.of(List.of("a1000", "b1000", "a'1000", "b'1000"), List.of("c2000", "c'2000")), plain);
  }

  @Test
  void bothMayBePairsAndTheResultMayBe() throws Exception {
    List<List<Integer>> withPairs =
        streams.collect(
            texts.transformWith(
                pairs,
                (JavaRDD<String> own, JavaPairRDD<String, Integer> other, Time time) ->
                    other.values()));
    List<List<Tuple2<String, Integer>>> toPairs =
        streams.collect(
            texts.transformWithToPair(
                texts,
                (JavaRDD<String> own, JavaRDD<String> other, Time time) ->
                    own.mapToPair(text -> pair(text, 0))));
    List<List<Tuple2<String, Tuple2<Integer, Integer>>>> pairsToPairs =
        streams.collect(
            pairs.transformWithToPair(
                pairs,
                (JavaPairRDD<String, Integer> own, JavaPairRDD<String, Integer> other, Time time) ->
                    own.join(other)));
    streams.run(1);
    assertEquals(List.of(List.of(1)), withPairs);
    assertEquals(List.of(List.of(pair("a", 0), pair("b", 0))), toPairs);
    assertEquals(List.of(List.of(pair("a", pair(1, 1)))), pairsToPairs);
  }

  @Test
  void aStreamWithoutADatasetFailsTheBatch() {
    JavaDStream<String> silent = streams.of((List<String>) null);
    Function3<JavaRDD<String>, JavaRDD<String>, Time, JavaRDD<String>> union =
        (own, other, time) -> own.union(other);
    streams.collect(texts.transformWith(silent, union));
    SparkException failed = assertThrows(SparkException.class, () -> streams.run(1));
    assertEquals(
        "Couldn't generate RDD from parent at time 1000 ms: 'lists' has none.",
        failed.getMessage());
  }

  @Test
  void repartitioningAStreamWithoutADatasetFailsTheBatch() {
    streams.collect(streams.of((List<String>) null).repartition(2));
    assertThrows(SparkException.class, () -> streams.run(1));
  }

  @Test
  void nullsAreRefused() {
    Function3<JavaRDD<String>, JavaRDD<String>, Time, JavaRDD<String>> function = null;
    Function3<JavaRDD<String>, JavaRDD<String>, Time, JavaRDD<String>> own = (a, b, t) -> a;
    Function3<JavaRDD<String>, JavaRDD<String>, Time, JavaPairRDD<String, Integer>> toPair =
        (a, b, t) -> a.mapToPair(text -> pair(text, 1));
    JavaDStream<String> none = null;
    assertEquals(
        "transformWith needs a function; it is null.",
        assertThrows(NullPointerException.class, () -> texts.transformWith(texts, function))
            .getMessage());
    assertEquals(
        "transformWith: other is null.",
        assertThrows(IllegalArgumentException.class, () -> texts.transformWith(none, own))
            .getMessage());
    assertEquals(
        "transformWithToPair: other is null.",
        assertThrows(IllegalArgumentException.class, () -> texts.transformWithToPair(none, toPair))
            .getMessage());
  }

  @Test
  void outputsAndFunctionsOfABatchSeeTheSameDatasetObject() throws Exception {
    JavaDStream<String> upper = texts.map(String::toUpperCase);
    List<RDD<String>> seen = new ArrayList<>();
    upper.foreachRDD(rdd -> seen.add(rdd.rdd()));
    upper.foreachRDD(rdd -> seen.add(rdd.rdd()));
    JavaDStream<String> same =
        upper.transform(
            (rdd, time) -> {
              seen.add(rdd.rdd());
              return rdd;
            });
    streams.collect(same);
    streams.run(1);
    assertEquals(3, seen.size());
    assertSame(seen.get(0), seen.get(1));
    assertSame(seen.get(0), seen.get(2));
    assertSame(seen.get(0), upper.compute(new Time(1000)).rdd());
  }
}
