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
import dev.tidemill.streaming.api.java.JavaStreamingContext;
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
  private static final StreamCheck CHECK = StreamCheck.every(Durations.seconds(1));
  private static final List<List<String>> LETTERS = List.of(List.of("a", "b"), List.of("c"));
  private static final List<List<String>> MORE = List.of(List.of("d"), List.of());

  private final SteppedContext stepped = SteppedContext.every(Durations.seconds(1));
  private final TestInput<String> input = stepped.input();
  private final JavaDStream<String> letters = input.stream();
  private final JavaDStream<String> more = stepped.<String>input().stream();

  @AfterEach
  void close() {
    stepped.close();
  }

  private static JavaStreamingContext contextOf(JavaDStream<?> stream) {
    return new JavaStreamingContext(stream.context());
  }

  @Test
  void aUnionHasTheRecordsOfAllStreams() {
    CHECK.check(
        program -> {
          JavaDStream<String> left = program.stream(LETTERS);
          JavaDStream<String> right = program.stream(MORE);
          JavaStreamingContext context = contextOf(left);
          program.expect(
              context.union(left, right, left.map(s -> s + s)),
              List.of(List.of("a", "b", "d", "aa", "bb"), List.of("c", "cc")));
          program.expect(context.union(right), MORE);
        });
  }

  @Test
  void aUnionOfPairsIsOneOfPairs() {
    CHECK.check(
        LETTERS,
        letters -> {
          JavaPairDStream<String, Integer> ones = ones(letters);
          return contextOf(letters).union(ones, ones).reduceByKey(Integer::sum, 1);
        },
        List.of(
            List.of(new Tuple2<>("a", 2), new Tuple2<>("b", 2)), List.of(new Tuple2<>("c", 2))));
  }

  private static JavaPairDStream<String, Integer> ones(JavaDStream<String> letters) {
    return letters.mapToPair(letter -> new Tuple2<>(letter, 1));
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
    CHECK.check(
        LETTERS,
        MORE,
        (left, right) -> {
          JavaStreamingContext context = contextOf(left);
          return context.transform(
              List.<JavaDStream<?>>of(left, right, ones(left).toJavaDStream()),
              (List<JavaRDD<?>> datasets, Time time) -> {
                List<Long> counts = new ArrayList<>(List.of(time.milliseconds()));
                datasets.forEach(dataset -> counts.add(dataset.count()));
                return context.sparkContext().parallelize(counts, 1);
              });
        },
        List.of(List.of(1000L, 2L, 1L, 2L), List.of(2000L, 1L, 0L, 1L)));
  }

  @Test
  void transformToPairGivesPairs() {
    CHECK.check(
        LETTERS,
        letters ->
            contextOf(letters)
                .transformToPair(
                    List.<JavaDStream<?>>of(letters),
                    (datasets, time) ->
                        datasets.get(0).mapToPair(letter -> new Tuple2<>("" + letter, 1))),
        List.of(
            List.of(new Tuple2<>("a", 1), new Tuple2<>("b", 1)), List.of(new Tuple2<>("c", 1))));
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
    TestOutput<String> seen =
        stepped.output(
            stepped
                .context()
                .transform(
                    List.<JavaDStream<?>>of(letters),
                    (datasets, time) ->
                        time.milliseconds() == 1000 ? null : datasets.get(0).map(x -> "" + x)));
    input.add("a", "b").endBatch().add("c");
    stepped.start();
    Throwable failed = assertThrows(NullPointerException.class, stepped::step);
    assertTrue(failed.getMessage().startsWith("The function of transform returned null at time"));
    stepped.step();
    assertEquals(List.of(List.of("c")), seen.batches());
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
