package dev.tidemill.streaming.testkit;

import static dev.tidemill.core.error.Arguments.requireValue;

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

/**
 * A streaming context on a clock that stands still until the test steps it. Each step runs a whole
 * batch on the calling thread: when it returns, the batch is over and listeners have heard of it.
 *
 * <pre>{@code
 * try (SteppedContext stepped = SteppedContext.every(Durations.seconds(1))) {
 *   TestInput<String> lines = stepped.input();
 *   TestOutput<String> loud = stepped.output(lines.stream().map(String::toUpperCase));
 *   stepped.start();
 *   lines.add("in", "out");
 *   stepped.step();
 *   assertEquals(List.of("IN", "OUT"), loud.last());
 * }
 * }</pre>
 *
 * <p>The clock begins at time 0, so the first batch is that of one interval. Tasks may use the two
 * threads of the master {@code local[2]}; receivers and listeners run on threads of their own. Used
 * by one thread.
 */
public final class SteppedContext implements AutoCloseable {
  private static final long LISTENERS_MAY_TAKE_MS = 10_000;

  private final SteppedWorld world;
  private final Duration interval;
  private final BatchRuntime runtime;
  private final JavaStreamingContext context;
  private final long listenersMayTakeMs;

  private SteppedContext(
      SparkConf conf, Duration interval, SteppedWorld world, long listenersMayTakeMs) {
    this.world = world;
    this.interval = interval;
    this.listenersMayTakeMs = listenersMayTakeMs;
    StreamGraph graph = new StreamGraph(interval);
    SparkContext sparkContext = new SparkContext(conf);
    try {
      this.runtime = BatchRuntime.stepped(sparkContext, graph, world.clock());
    } catch (RuntimeException refused) {
      sparkContext.stop(); // nobody else can
      throw refused;
    }
    world.beginProcess();
    runtime.checkpoint(world.store(), true);
    this.context = new JavaStreamingContext(new StreamingContext(sparkContext, graph, runtime));
  }

  /** A context with the settings of {@link #settings}. */
  public static SteppedContext every(Duration interval) {
    return of(settings(), interval);
  }

  /** Two task threads and a name, whatever the system properties say; to be added to. */
  public static SparkConf settings() {
    return new SparkConf(false).setMaster("local[2]").setAppName("stepped");
  }

  /**
   * A context with these settings, a master and a name among them.
   *
   * @throws IllegalArgumentException if a setting or the interval is wrong
   */
  public static SteppedContext of(SparkConf conf, Duration interval) {
    return of(conf, interval, LISTENERS_MAY_TAKE_MS);
  }

  static SteppedContext of(SparkConf conf, Duration interval, long listenersMayTakeMs) {
    return new SteppedContext(conf, interval, SteppedWorld.ofOneProgram(), listenersMayTakeMs);
  }

  /** A program in a world where others of it have been. */
  static SteppedContext in(SteppedWorld world, SparkConf conf, Duration interval) {
    return new SteppedContext(conf, interval, world, LISTENERS_MAY_TAKE_MS);
  }

  public JavaStreamingContext context() {
    return context;
  }

  public ManualClock clock() {
    return world.clock();
  }

  /** A stream that the test feeds. */
  public <T> TestInput<T> input() {
    return new TestInput<>(context.ssc(), world.feed());
  }

  /** Keeps the records of every batch of the stream; an output operation as any other. */
  public <T> TestOutput<T> output(JavaDStreamLike<T, ?, ?> stream) {
    return world.output(requireValue("output", "stream", stream));
  }

  public void start() {
    context.start();
  }

  /**
   * Moves the clock by one interval and runs what is due: the batch of that time, and any before it
   * whose allocation failed. Throws, undeclared, what a batch threw; the next step goes on.
   *
   * @throws IllegalStateException if the context is not active, or listeners have not heard of the
   *     batch within 10 seconds
   */
  public void step() {
    runtime.requireActive(); // before the clock moves
    long failures = runtime.failures();
    world.clock().advance(interval.milliseconds());
    runtime.tick();
    awaitListeners();
    if (runtime.failures() > failures) {
      throwFailure();
    }
  }

  private void awaitListeners() {
    try {
      if (!runtime.awaitListeners(listenersMayTakeMs)) {
        throw new IllegalStateException(
            "A listener has not heard of batch "
                + time()
                + " within "
                + listenersMayTakeMs
                + " ms; it must not wait for what the test does after the step.");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while listeners heard of the batch.");
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
    return new Time(world.clock().getTimeMillis());
  }

  /** Throws, undeclared, what a batch has thrown, if one has. */
  void requireNoFailure() {
    if (runtime.failures() > 0) {
      throwFailure();
    }
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
    if (world.hasCrashed()) {
      runtime.abandonCheckpoint(); // a program that is killed finishes nothing
    }
    if (context.getState() == StreamingContextState.STOPPED) {
      context.sparkContext().stop();
    } else {
      context.stop(true, false);
    }
  }
}
