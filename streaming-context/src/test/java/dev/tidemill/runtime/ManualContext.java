package dev.tidemill.runtime;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.dstream.graph.SourceNode;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.StreamingContextState;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.util.ManualClock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A context with all its real threads, on a clock that the test moves. Batches of one second. */
final class ManualContext implements AutoCloseable {
  static final long INTERVAL = 1000;

  final ManualClock clock;
  final SparkContext sparkContext;
  final BatchRuntime runtime;
  final JavaStreamingContext ssc;

  private ManualContext(SparkConf conf, long now) {
    clock = new ManualClock(now);
    StreamGraph graph = new StreamGraph(new Duration(INTERVAL));
    sparkContext = new SparkContext(conf);
    runtime = BatchRuntime.onThreads(sparkContext, graph, clock);
    ssc = new JavaStreamingContext(new StreamingContext(sparkContext, graph, runtime));
  }

  /** A context whose clock shows 0; settings as {@code key=value}. */
  static ManualContext with(String... settings) {
    return at(0, settings);
  }

  static ManualContext at(long now, String... settings) {
    SparkConf conf = new SparkConf(false).setMaster("local[2]").setAppName("test");
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      conf.set(setting.substring(0, equals), setting.substring(equals + 1));
    }
    return new ManualContext(conf, now);
  }

  /** A stream of the batch times themselves. */
  JavaDStream<Long> times() {
    return stream(new TimeSource());
  }

  <T> JavaDStream<T> stream(StreamSource<T> source) {
    return new JavaDStream<>(
        new DStream<>(ssc.ssc(), new SourceNode<>("times", source, new Duration(INTERVAL))));
  }

  /** The batch times for which the output of this call has run. */
  List<Long> record(JavaDStream<?> stream) {
    List<Long> batches = Collections.synchronizedList(new ArrayList<>());
    stream.foreachRDD((rdd, time) -> batches.add(time.milliseconds()));
    return batches;
  }

  void start() {
    ssc.start();
  }

  /** Moves the clock by a number of intervals, one at a time. */
  void tick(int intervals) {
    for (int i = 0; i < intervals; i++) {
      clock.advance(INTERVAL);
    }
  }

  /** As {@link #tick}, and waits for the batches to complete. */
  void run(int batches) {
    long completed = runtime.completedBatches();
    tick(batches);
    awaitCompleted(completed + batches);
  }

  void awaitCompleted(long batches) {
    Await.until(batches + " batches", () -> runtime.completedBatches() >= batches);
  }

  void awaitStopped() {
    Await.until("STOPPED", () -> ssc.getState() == StreamingContextState.STOPPED);
  }

  @Override
  public void close() {
    ssc.stop(true, false);
  }
}
