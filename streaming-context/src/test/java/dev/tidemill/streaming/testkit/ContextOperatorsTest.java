package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaPairRDD;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.function.Function2;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.dstream.InputDStream;
import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;

/** Streams that the context makes of several streams (semantics section 4). */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContextOperatorsTest {
  private final SteppedContext stepped = SteppedContext.every(Durations.seconds(1));
  private final JavaDStream<String> letters = stream(List.of("a", "b"), List.of("c"));
  private final JavaDStream<String> more = stream(List.of("d"), List.of());
  private final JavaPairDStream<String, Integer> pairs =
      letters.mapToPair(letter -> new Tuple2<>(letter, 1));

  @AfterEach
  void close() {
    stepped.close();
  }

  @SafeVarargs
  private <T> JavaDStream<T> stream(List<T>... batches) {
    TestInput<T> input = stepped.input();
    for (List<T> batch : batches) {
      input.addPartition(batch).endBatch();
    }
    return input.stream();
  }

  private void run(int batches) {
    stepped.start();
    stepped.step(batches);
  }

  @Test
  void aUnionHasTheRecordsOfAllStreams() {
    List<List<String>> three =
        stepped.collect(stepped.context().union(letters, more, letters.map(s -> s + s)));
    List<List<String>> one = stepped.collect(stepped.context().union(more));
    run(2);
    assertEquals(List.of(List.of("a", "b", "d", "aa", "bb"), List.of("c", "cc")), three);
    assertEquals(List.of(List.of("d"), List.of()), one);
  }

  @Test
  void aUnionOfPairsIsOneOfPairs() {
    List<List<Tuple2<String, Integer>>> seen =
        stepped.collect(stepped.context().union(pairs, pairs).reduceByKey(Integer::sum, 1));
    run(1);
    assertEquals(List.of(List.of(new Tuple2<>("a", 2), new Tuple2<>("b", 2))), seen);
  }

  @Test
  void aUnionOfNothingIsRefused() {
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of streams has no generic form
    JavaDStream<String>[] none = new JavaDStream[0];
    refused("Union called on no streams; give at least one.", () -> stepped.context().union(none));
    JavaDStream<String> missing = null;
    refused("union: a stream is null.", () -> stepped.context().union(letters, missing));
    JavaDStream<String> slow = more.window(Durations.seconds(2), Durations.seconds(2));
    refused(
        "Some of the DStreams have different slide durations: 'testInput' has 1000 ms, 'window'"
            + " has 2000 ms; union needs equal ones, window one of them to the other's slide.",
        () -> stepped.context().union(letters, slow));
  }

  private static void refused(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  @Test
  void transformGivesTheFunctionTheDatasetsInTheOrderOfTheList() {
    List<Time> times = new ArrayList<>();
    List<List<Long>> seen =
        stepped.collect(
            stepped
                .context()
                .transform(
                    List.<JavaDStream<?>>of(letters, more, pairs.toJavaDStream()),
                    (List<JavaRDD<?>> datasets, Time time) -> {
                      times.add(time);
                      List<Long> counts = new ArrayList<>();
                      datasets.forEach(dataset -> counts.add(dataset.count()));
                      return stepped.context().sparkContext().parallelize(counts, 1);
                    }));
    run(2);
    assertEquals(List.of(List.of(2L, 1L, 2L), List.of(1L, 0L, 1L)), seen);
    assertEquals(List.of(new Time(1000), new Time(2000)), times);
  }

  @Test
  void transformToPairGivesPairs() {
    JavaPairDStream<String, Integer> lengths =
        stepped
            .context()
            .transformToPair(
                List.<JavaDStream<?>>of(letters),
                (datasets, time) ->
                    datasets.get(0).mapToPair(letter -> new Tuple2<>("" + letter, 1)));
    List<List<Tuple2<String, Integer>>> seen = stepped.collect(lengths);
    run(2);
    assertEquals(List.of(new Tuple2<>("c", 1)), seen.get(1));
  }

  @Test
  void transformOfNothingIsRefused() {
    Function2<List<JavaRDD<?>>, Time, JavaRDD<String>> function = null;
    Function2<List<JavaRDD<?>>, Time, JavaRDD<String>> none = (datasets, time) -> null;
    Function2<List<JavaRDD<?>>, Time, JavaPairRDD<String, String>> nonePairs = (d, time) -> null;
    List<JavaDStream<?>> empty = List.of();
    List<JavaDStream<?>> some = List.of(letters);
    assertEquals(
        "transform: there is no stream; give at least one.",
        assertThrows(NoSuchElementException.class, () -> stepped.context().transform(empty, none))
            .getMessage());
    assertThrows(
        NoSuchElementException.class, () -> stepped.context().transformToPair(empty, nonePairs));
    assertThrows(NullPointerException.class, () -> stepped.context().transform(some, function));
    refused("transform: dstreams is null.", () -> stepped.context().transform(null, none));
  }

  @Test
  void aTransformThatGivesNullFailsTheBatchAndTheNextGoesOn() {
    List<List<String>> seen =
        stepped.collect(
            stepped
                .context()
                .transform(
                    List.<JavaDStream<?>>of(letters),
                    (datasets, time) ->
                        time.milliseconds() == 1000 ? null : datasets.get(0).map(x -> "" + x)));
    stepped.start();
    Throwable failed = assertThrows(NullPointerException.class, stepped::step);
    assertTrue(failed.getMessage().startsWith("The function of transform returned null at time"));
    stepped.step();
    assertEquals(List.of(List.of("c")), seen);
  }

  @Test
  void inputStreamsHandOutTheInputBehindThem() {
    Queue<JavaRDD<String>> queue = new LinkedList<>();
    InputDStream<String> queued = stepped.context().queueStream(queue, true).inputDStream();
    assertEquals("queueStream", queued.node().operator());
    assertEquals(
        "socketTextStream",
        stepped
            .context()
            .socketTextStream("localhost", 9999)
            .receiverInputDStream()
            .node()
            .operator());
    assertInstanceOf(InputDStream.class, letters.dstream());
  }
}
