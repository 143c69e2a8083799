package dev.tidemill.streaming.dstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.Option;
import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaSparkContext;
import dev.tidemill.dstream.ListSource;
import dev.tidemill.dstream.Streams;
import dev.tidemill.dstream.graph.OutputJob;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaInputDStream;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.api.java.JavaPairInputDStream;
import dev.tidemill.streaming.api.java.JavaPairReceiverInputDStream;
import dev.tidemill.streaming.api.java.JavaReceiverInputDStream;
import dev.tidemill.util.ManualClock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Streams from outside, those of the program's own above all. */
class InputDStreamTest {
  private final Streams streams = new Streams();
  private final List<String> calls = new ArrayList<>();

  @AfterEach
  void stop() {
    streams.close();
  }

  /** Gives each batch its second, every third batch nothing. */
  private class Seconds extends InputDStream<Long> {
    Seconds(StreamingContext ssc) {
      super(ssc);
    }

    @Override
    public void start() {
      calls.add("start");
    }

    @Override
    public void stop() {
      calls.add("stop");
    }

    @Override
    public Option<RDD<Long>> compute(Time time) {
      long second = time.milliseconds() / 1000;
      calls.add("compute " + second);
      return second % 3 == 0 ? Option.empty() : Option.apply(dataset(List.of(second)));
    }

    RDD<Long> dataset(List<Long> records) {
      return new JavaSparkContext(context().sparkContext()).parallelize(records).rdd();
    }
  }

  private static Time at(long second) {
    return new Time(second * 1000);
  }

  private StreamSource<?> source() {
    return streams.graph().sources().get(0);
  }

  private void start() throws Exception {
    streams.run(0);
    source()
        .start(
            new SourceContext(
                0,
                new SparkConf(false),
                new ManualClock(0),
                streams.graph().batchDuration(),
                at(0),
                false,
                event -> {}));
  }

  private void batch(long second) throws Exception {
    source().allocate(at(second));
    for (OutputJob job : streams.graph().plan(at(second))) {
      job.body().run();
    }
  }

  @Test
  void computeIsAskedOnceForEachBatch() throws Exception {
    JavaDStream<Long> seconds = new JavaInputDStream<>(new Seconds(streams.context()));
    List<List<Long>> first = streams.collect(seconds);
    List<List<Long>> second = streams.collect(seconds.map(s -> -s));
    start();
    for (int s = 1; s <= 4; s++) {
      batch(s);
    }
    source().stop();
    assertEquals(List.of(List.of(1L), List.of(2L), List.of(4L)), first, "none at 3");
    assertEquals(List.of(List.of(-1L), List.of(-2L), List.of(-4L)), second);
    assertEquals(
        List.of("start", "compute 1", "compute 2", "compute 3", "compute 4", "stop"), calls);
  }

  @Test
  void whatABatchWasGivenStaysUntilItIsDone() throws Exception {
    streams.collect(new JavaInputDStream<>(new Seconds(streams.context())));
    start();
    source().allocate(at(1));
    source().allocate(at(1));
    assertSame(source().plan(at(1)).orElseThrow(), source().plan(at(1)).orElseThrow());
    assertEquals(List.of("start", "compute 1"), calls);
    source().done(at(1));
    source().plan(at(1));
    assertEquals(List.of("start", "compute 1", "compute 1"), calls, "asked for what is forgotten");
  }

  @Test
  void aStreamThatNoOutputNeedsIsNotAskedButCanBe() throws Exception {
    JavaDStream<Long> seconds = new JavaInputDStream<>(new Seconds(streams.context()));
    streams.collect(streams.of(List.of(1)));
    start();
    source().allocate(at(1));
    source().stop();
    assertEquals(List.of("start", "stop"), calls);
    assertEquals(List.of(7L), seconds.compute(at(7)).collect());
  }

  @Test
  void afterTheStopBatchesAreEmpty() throws Exception {
    List<List<Long>> seen = streams.collect(new JavaInputDStream<>(new Seconds(streams.context())));
    start();
    source().stop();
    source().stop();
    batch(1);
    assertEquals(List.of(List.of()), seen);
    assertEquals(List.of("start", "stop"), calls);
  }

  @Test
  void whatComputeThrowsIsThrownAndItIsAskedAgain() throws Exception {
    Seconds flaky =
        new Seconds(streams.context()) {
          private boolean failed;

          @Override
          public Option<RDD<Long>> compute(Time time) {
            if (!failed) {
              failed = true;
              throw new IllegalStateException("not yet");
            }
            return super.compute(time);
          }
        };
    List<List<Long>> seen = streams.collect(new JavaInputDStream<>(flaky));
    start();
    assertThrows(IllegalStateException.class, () -> source().allocate(at(1)));
    batch(1);
    assertEquals(List.of(List.of(1L)), seen);
  }

  @Test
  void aNullAndADatasetOfAnotherContextAreRefused() throws Exception {
    try (Streams other = new Streams()) {
      Seconds foreign =
          new Seconds(streams.context()) {
            @Override
            public Option<RDD<Long>> compute(Time time) {
              return time.equals(at(1))
                  ? null
                  : Option.apply(
                      new JavaSparkContext(other.sparkContext()).parallelize(List.of(1L)).rdd());
            }
          };
      streams.collect(new JavaInputDStream<>(foreign));
      start();
      String name = foreign.getClass().getName();
      assertEquals(
          "input "
              + name
              + ": compute returned null at time 1000 ms; return Option.empty() for no dataset.",
          assertThrows(NullPointerException.class, () -> source().allocate(at(1))).getMessage());
      assertEquals(
          "input "
              + name
              + " returned a dataset of another context at time 2000 ms; make it with the context"
              + " of the stream.",
          assertThrows(IllegalStateException.class, () -> source().allocate(at(2))).getMessage());
    }
  }

  @Test
  void itIsNamedAfterItsClass() {
    assertEquals("Seconds", new Seconds(streams.context()).node().operator());
  }

  @Test
  void javaTypesHandOutTheInputBehindThem() throws Exception {
    Seconds own = new Seconds(streams.context());
    assertSame(own, new JavaInputDStream<>(own).inputDStream());
    ReceiverInputDStream<Integer> received =
        new ReceiverInputDStream<>(
            streams.context(), "received", new ListSource<>(List.of(List.of(1))));
    JavaReceiverInputDStream<Integer> stream = new JavaReceiverInputDStream<>(received);
    assertSame(received, stream.receiverInputDStream());
    assertSame(received, stream.inputDStream());
    assertSame(received, stream.dstream());
    assertInstanceOf(JavaDStream.class, stream);
    List<List<Integer>> seen = streams.collect(stream);
    streams.run(1);
    assertEquals(List.of(List.of(1)), seen);
    received.start();
    received.stop();
    assertEquals(2, received.compute(at(1)).get().getNumPartitions());
  }

  @Test
  void pairsComeFromOutsideToo() throws Exception {
    List<List<Tuple2<String, Integer>>> batches = List.of(List.of(new Tuple2<>("a", 1)));
    SourceInputDStream<Tuple2<String, Integer>> input =
        new SourceInputDStream<>(streams.context(), "pairs", new ListSource<>(batches));
    JavaPairInputDStream<String, Integer> pairs = new JavaPairInputDStream<>(input);
    assertSame(input, pairs.inputDStream());
    ReceiverInputDStream<Tuple2<String, Integer>> received =
        new ReceiverInputDStream<>(streams.context(), "received", new ListSource<>(batches));
    JavaPairReceiverInputDStream<String, Integer> receivedPairs =
        new JavaPairReceiverInputDStream<>(received);
    assertSame(received, receivedPairs.receiverInputDStream());
    assertSame(received, receivedPairs.inputDStream());
    assertInstanceOf(JavaPairDStream.class, receivedPairs);
    List<List<Tuple2<String, Tuple2<Integer, Integer>>>> joined =
        streams.collect(pairs.join(receivedPairs));
    streams.run(1);
    assertEquals(List.of(List.of(new Tuple2<>("a", new Tuple2<>(1, 1)))), joined);
  }
}
