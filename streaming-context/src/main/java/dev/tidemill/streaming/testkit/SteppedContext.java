package dev.tidemill.streaming.testkit;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.runtime.BatchRuntime;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.util.ManualClock;
import java.util.ArrayList;
import java.util.List;

/**
 * A streaming context on a clock that stands still until the test steps it. Each step runs a whole
 * batch on the calling thread: when it returns, the batch is over.
 *
 * <pre>{@code
 * try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
 *   JavaDStream<String> lines = stepped.context().queueStream(queue);
 *   List<List<String>> batches = stepped.collect(lines.map(String::toUpperCase));
 *   stepped.start();
 *   stepped.step(3);
 *   assertEquals(List.of("A", "B"), batches.get(0));
 * }
 * }</pre>
 *
 * <p>The clock begins at time 0, so the first batch is that of one interval. Receivers still run on
 * threads of their own. Used by one thread.
 */
public final class SteppedContext implements AutoCloseable {
  private final ManualClock clock = new ManualClock(0);
  private final Duration interval;
  private final BatchRuntime runtime;
  private final JavaStreamingContext context;

  private SteppedContext(SparkConf conf, Duration interval) {
    this.interval = interval;
    StreamGraph graph = new StreamGraph(interval);
    SparkContext sparkContext = new SparkContext(conf);
    try {
      this.runtime = BatchRuntime.stepped(sparkContext, graph, clock);
    } catch (RuntimeException refused) {
      sparkContext.stop(); // nobody else can
      throw refused;
    }
    this.context = new JavaStreamingContext(new StreamingContext(sparkContext, graph, runtime));
  }

  /** A context with two task threads and no other settings. */
  public static SteppedContext every(Duration interval) {
    return of(new SparkConf(false).setMaster("local[2]").setAppName("stepped"), interval);
  }

  public static SteppedContext of(SparkConf conf, Duration interval) {
    return new SteppedContext(conf, interval);
  }

  public JavaStreamingContext context() {
    return context;
  }

  public ManualClock clock() {
    return clock;
  }

  /** The records of every batch from now on, one list a batch, in the order of the partitions. */
  public <T> List<List<T>> collect(JavaDStreamLike<T, ?, ?> stream) {
    List<List<T>> batches = new ArrayList<>();
    stream.foreachRDD((rdd, time) -> batches.add(rdd.collect()));
    return batches;
  }

  public void start() {
    context.start();
  }

  /** Moves the clock by one interval and runs the batch; throws what a failed batch threw. */
  public void step() {
    runtime.requireActive(); // before the clock moves
    long failures = runtime.failures();
    clock.advance(interval.milliseconds());
    runtime.tick();
    if (runtime.failures() > failures) {
      throwFailure();
    }
  }

  /** Steps several times. */
  public void step(int batches) {
    for (int i = 0; i < batches; i++) {
      step();
    }
  }

  /** The time of the batch that the last step ran. */
  public Time time() {
    return new Time(clock.getTimeMillis());
  }

  private void throwFailure() {
    try {
      context.awaitTerminationOrTimeout(0);
    } catch (InterruptedException impossibleWithoutWaiting) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops the context and its datasets' context, unless the test did. */
  @Override
  public void close() {
    if (context.getState() == StreamingContextState.STOPPED) {
      context.sparkContext().stop();
    } else {
      context.stop(true, false);
    }
  }
}
