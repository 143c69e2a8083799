package dev.tidemill.streaming.api.java;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.SparkException;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.api.java.function.FlatMapFunction;
import dev.tidemill.api.java.function.Function;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.api.java.function.PairFlatMapFunction;
import dev.tidemill.api.java.function.PairFunction;
import dev.tidemill.api.java.function.VoidFunction;
import dev.tidemill.api.java.function.VoidFunction2;
import dev.tidemill.dstream.ListSource;
import dev.tidemill.dstream.Streams;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.dstream.DStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class JavaDStreamTest {
  private final Streams streams = new Streams();

  @AfterEach
  void stop() {
    streams.close();
  }

  private static <A, B> Tuple2<A, B> pair(A first, B second) {
    return new Tuple2<>(first, second);
  }

  @Test
  void mapPartitionsIsCalledOnceForEachPartition() throws Exception {
    List<List<Integer>> seen =
        streams.collect(
            streams
                .of(List.of(1, 2, 3, 4))
                .mapPartitions(
                    numbers -> {
                      int sum = 0;
                      while (numbers.hasNext()) {
                        sum += numbers.next();
                      }
                      return List.of(sum).iterator();
                    }));
    streams.run(1);
    assertEquals(List.of(List.of(3, 7)), seen);
  }

  @Test
  void unionHasThePartitionsOfBoth() throws Exception {
    JavaDStream<Integer> numbers = streams.of(List.of(1, 2), List.of(3));
    List<Integer> partitions = new ArrayList<>();
    numbers.union(numbers).foreachRDD(rdd -> partitions.add(rdd.getNumPartitions()));
    streams.run(2);
    assertEquals(List.of(4, 4), partitions);
  }

  @Test
  void aUnionWithAStreamOfAnotherContextIsRefused() {
    try (Streams other = new Streams()) {
      JavaDStream<Integer> ours = streams.of(List.of(1));
      JavaDStream<Integer> theirs = other.of(List.of(1));
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> ours.union(theirs));
      assertEquals(
          "union: the stream 'lists' belongs to another StreamingContext; use streams of one"
              + " context.",
          refused.getMessage());
    }
  }

  @Test
  void aUnionNeedsADatasetOfBoth() {
    streams.collect(
        streams.<Integer>of(List.of(1)).union(streams.<Integer>of((List<Integer>) null)));
    SparkException failed = assertThrows(SparkException.class, () -> streams.run(1));
    assertEquals(
        "Could not generate RDD from a parent for unifying at time 1000 ms: 'lists' has none.",
        failed.getMessage());
  }

  @Test
  void aStreamWithoutADatasetHasNoOutput() throws Exception {
    List<List<Integer>> seen =
        streams.collect(streams.<Integer>of(null, List.of(1)).map(number -> number));
    streams.run(2);
    assertEquals(List.of(List.of(1)), seen);
  }

  @Test
  void transformMakesADatasetOfEachDatasetOnceABatch() throws Exception {
    List<Time> calls = new ArrayList<>();
    JavaDStream<Integer> doubled =
        streams
            .of(List.of(1, 2), List.of(3))
            .transform(
                (rdd, time) -> {
                  calls.add(time);
                  return rdd.map(number -> number * 2);
                });
    List<List<Integer>> first = streams.collect(doubled);
    List<List<Integer>> second = streams.collect(doubled);
    streams.run(2);
    assertEquals(List.of(List.of(2, 4), List.of(6)), first);
    assertEquals(first, second);
    assertEquals(List.of(new Time(1000), new Time(2000)), calls);
  }

  @Test
  void aTransformThatReturnsNullFailsThePlanning() {
    streams.collect(
        streams.of(List.of(1)).transform((JavaRDD<Integer> rdd) -> (JavaRDD<Integer>) null));
    NullPointerException failed = assertThrows(NullPointerException.class, () -> streams.run(1));
    assertEquals(
        "The function of transform returned null at time 1000 ms; return an empty dataset"
            + " (emptyRDD) for no records.",
        failed.getMessage());
  }

  @Test
  void aTransformThatReturnsADatasetOfAnotherContextFailsThePlanning() {
    try (Streams other = new Streams()) {
      JavaSparkContext foreign = new JavaSparkContext(other.sparkContext());
      streams.collect(
          streams
              .of(List.of(1))
              .transformToPair((rdd, time) -> foreign.parallelizePairs(List.of(pair("a", 1)))));
      IllegalStateException failed =
          assertThrows(IllegalStateException.class, () -> streams.run(1));
      assertEquals(
          "The function of transformToPair returned a dataset of another context at time 1000 ms;"
              + " make it with the context of the stream.",
          failed.getMessage());
    }
  }

  @Test
  void aTransformNeedsADatasetOfItsParent() {
    streams.collect(streams.<Integer>of((List<Integer>) null).transform((rdd, time) -> rdd));
    SparkException failed = assertThrows(SparkException.class, () -> streams.run(1));
    assertEquals(
        "Couldn't generate RDD from parent at time 1000 ms: 'lists' has none.",
        failed.getMessage());
  }

  @Test
  void foreachRddGetsEachDatasetAndItsTime() throws Exception {
    JavaDStream<Integer> numbers = streams.of(List.of(1, 2));
    List<Object> seen = new ArrayList<>();
    numbers.foreachRDD((rdd, time) -> seen.addAll(List.of(rdd.count(), time)));
    numbers.foreachRDD(rdd -> seen.add(rdd.collect()));
    streams.run(1);
    assertEquals(List.of(2L, new Time(1000), List.of(1, 2)), seen);
  }

  @Test
  void whatAnOutputThrowsIsThrownAsItIs() {
    Exception thrown = new Exception("mine");
    streams
        .of(List.of(1))
        .foreachRDD(
            rdd -> {
              throw thrown;
            });
    assertSame(thrown, assertThrows(Exception.class, () -> streams.run(1)));
  }

  @Test
  void aSourceSharedByManyStreamsIsPlannedOnceABatch() throws Exception {
    ListSource<Integer> source = new ListSource<>(List.of(List.of(1)));
    JavaDStream<Integer> numbers = new JavaDStream<>(streams.from(source));
    streams.collect(numbers);
    streams.collect(numbers.map(number -> number).union(numbers));
    streams.run(3);
    assertEquals(3, source.plans());
  }

  @Test
  void nothingCanBeMadeOfAStreamAfterTheStart() throws Exception {
    JavaDStream<Integer> numbers = streams.of(List.of(1));
    streams.collect(numbers);
    streams.run(1);
    for (Executable call :
        List.<Executable>of(
            () -> numbers.map(number -> number),
            () -> numbers.union(numbers),
            () -> numbers.transform((rdd, time) -> rdd),
            numbers::print,
            () -> numbers.foreachRDD(rdd -> {}))) {
      IllegalStateException refused = assertThrows(IllegalStateException.class, call);
      assertTrue(
          refused
              .getMessage()
              .startsWith(
                  "Adding new inputs, transformations, and output operations after starting a"
                      + " context is not supported"),
          refused.getMessage());
    }
  }

  @Test
  void aNullFunctionIsRefusedAtTheCallWithTheOperator() {
    JavaDStream<Integer> numbers = streams.of(List.of(1));
    Function<Integer, Boolean> predicate = null;
    Function<Integer, Integer> function = null;
    PairFunction<Integer, Integer, Integer> toPair = null;
    FlatMapFunction<Integer, Integer> toMany = null;
    PairFlatMapFunction<Integer, Integer, Integer> toPairs = null;
    FlatMapFunction<Iterator<Integer>, Integer> ofPartition = null;
    Function<JavaRDD<Integer>, JavaRDD<Integer>> transform = null;
    Function2<JavaRDD<Integer>, Time, JavaRDD<Integer>> timedTransform = null;
    Function<JavaRDD<Integer>, JavaPairRDD<Integer, Integer>> pairTransform = null;
    Function2<JavaRDD<Integer>, Time, JavaPairRDD<Integer, Integer>> timedPairTransform = null;
    VoidFunction<JavaRDD<Integer>> action = null;
    VoidFunction2<JavaRDD<Integer>, Time> timedAction = null;
    refused("map", () -> numbers.map(function));
    refused("mapToPair", () -> numbers.mapToPair(toPair));
    refused("flatMap", () -> numbers.flatMap(toMany));
    refused("flatMapToPair", () -> numbers.flatMapToPair(toPairs));
    refused("mapPartitions", () -> numbers.mapPartitions(ofPartition));
    refused("filter", () -> numbers.filter(predicate));
    refused("transform", () -> numbers.transform(transform));
    refused("transform", () -> numbers.transform(timedTransform));
    refused("transformToPair", () -> numbers.transformToPair(pairTransform));
    refused("transformToPair", () -> numbers.transformToPair(timedPairTransform));
    refused("foreachRDD", () -> numbers.foreachRDD(action));
    refused("foreachRDD", () -> numbers.foreachRDD(timedAction));
    refusedValue("union", () -> numbers.union(null));
  }

  private static void refused(String operator, Executable call) {
    String message = assertThrows(NullPointerException.class, call).getMessage();
    assertTrue(message.startsWith(operator), message);
  }

  private static void refusedValue(String operator, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.startsWith(operator), message);
  }

  @Test
  void aStreamHandsOutItsContextAndWhatIsBehindIt() throws Exception {
    JavaDStream<Integer> numbers = streams.of(List.of(1));
    DStream<Integer> behind = numbers.dstream();
    assertSame(streams.context(), numbers.context());
    assertSame(streams.context(), behind.context());
    assertSame(streams.context(), behind.ssc());
    assertEquals(new Duration(1000), behind.slideDuration());
    assertEquals("lists", behind.node().operator());
    JavaRDD<Integer> dataset =
        numbers.wrapRDD(
            new RDD<>(
                streams.sparkContext(),
                new ListSource<>(List.of(List.of(5))).plan(new Time(1000)).orElseThrow()));
    assertEquals(List.of(5), dataset.collect());
  }
}
