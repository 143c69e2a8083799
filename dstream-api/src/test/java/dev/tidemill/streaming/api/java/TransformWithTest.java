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

  @AfterEach
  void stop() {
    streams.close();
  }

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
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
