package dev.tidemill.streaming.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tidemill.Option;
import dev.tidemill.core.error.Sneaky;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaInputDStream;
import dev.tidemill.streaming.dstream.InputDStream;
import dev.tidemill.streaming.scheduler.StreamingListener;
import dev.tidemill.streaming.scheduler.StreamingListenerBatchCompleted;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that programs write by extending InputDStream, in a context that runs. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OwnInputTest {
  private final SteppedContext stepped = SteppedContext.every(Durations.seconds(1));
  private final List<String> calls = new ArrayList<>();
  private final Deque<String> arrived = new ArrayDeque<>();
  private Runnable beforeCompute = () -> {};

  @AfterEach
  void close() {
    stepped.close();
  }

  /** Gives each batch what has arrived. */
  private final class Arrivals extends InputDStream<String> {
    Arrivals(StreamingContext ssc) {
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
    public Option<RDD<String>> compute(Time time) {
      calls.add("compute " + time);
      beforeCompute.run();
      List<String> records = new ArrayList<>(arrived);
      arrived.clear();
      return Option.apply(stepped.context().sparkContext().parallelize(records).rdd());
    }
  }

  private JavaDStream<String> arrivals() {
    return new JavaInputDStream<>(new Arrivals(stepped.context().ssc()));
  }

  @Test
  void eachBatchGetsWhatArrivedAndWindowsSeeItAgain() {
    JavaDStream<String> arrivals = arrivals();
    TestOutput<String> batches = stepped.output(arrivals);
    TestOutput<String> windows = stepped.output(arrivals.window(Durations.seconds(2)));
    stepped.start();
    arrived.addAll(List.of("a", "b"));
    stepped.step();
    arrived.add("c");
    stepped.step(2);
    assertEquals(List.of(List.of("a", "b"), List.of("c"), List.of()), batches.batches());
    assertEquals(
        List.of(List.of("a", "b"), List.of("a", "b", "c"), List.of("c")), windows.batches());
    assertEquals(List.of("start", "compute 1000 ms", "compute 2000 ms", "compute 3000 ms"), calls);
  }

  @Test
  void whatComputeThrowsFailsTheBatchUntilItSucceeds() {
    TestOutput<String> batches = stepped.output(arrivals());
    IllegalStateException broken = new IllegalStateException("broken");
    beforeCompute =
        () -> {
          throw broken;
        };
    stepped.start();
    arrived.add("a");
    assertEquals(broken, assertThrows(IllegalStateException.class, stepped::step));
    beforeCompute = () -> {};
    stepped.step();
    assertEquals(List.of(List.of("a"), List.of()), batches.batches(), "both batches, nothing lost");
    assertEquals(List.of("start", "compute 1000 ms", "compute 1000 ms", "compute 2000 ms"), calls);
  }

  @Test
  void aGracefulStopStopsItFirstAndAsksNoMore() {
    TestOutput<String> batches = stepped.output(arrivals());
    stepped.start();
    stepped.step();
    stepped.context().stop(false, true);
    assertEquals(List.of("start", "compute 1000 ms", "stop"), calls);
    assertEquals(List.of(List.of(), List.of()), batches.batches(), "the last batch is empty");
  }

  @Test
  void itMayStopTheContext() {
    TestOutput<String> batches = stepped.output(arrivals());
    beforeCompute = () -> stepped.context().stop(false, true);
    arrived.add("a");
    stepped.start();
    stepped.step();
    assertEquals(StreamingContextState.STOPPED, stepped.context().getState());
    assertEquals(List.of("a"), batches.batches().get(0));
  }

  @Test
  void aStartThatThrowsFailsTheStartOfTheContext() {
    IOException broken = new IOException("no such queue");
    InputDStream<String> failing =
        new InputDStream<>(stepped.context().ssc()) {
          @Override
          public void start() {
            throw Sneaky.thrown(broken);
          }

          @Override
          public void stop() {
            calls.add("stop");
          }

          @Override
          public Option<RDD<String>> compute(Time validTime) {
            return Option.empty();
          }
        };
    stepped.output(new JavaInputDStream<>(failing));
    assertEquals(broken, assertThrows(IOException.class, stepped::start));
    assertEquals(StreamingContextState.STOPPED, stepped.context().getState());
    assertEquals(List.of("stop"), calls);
  }

  @Test
  void listenersHearHowManyRecordsItGaveWhereThatIsKnown() {
    List<Long> counts = new ArrayList<>();
    stepped
        .context()
        .addStreamingListener(
            new StreamingListener() {
              @Override
              public void onBatchCompleted(StreamingListenerBatchCompleted completed) {
                counts.add(completed.batchInfo().numRecords());
              }
            });
    arrivals().foreachRDD(rdd -> {});
    stepped.start();
    arrived.addAll(List.of("a", "b"));
    stepped.step(2);
    assertEquals(List.of(2L, 0L), counts);
  }
}
