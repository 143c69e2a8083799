package dev.tidemill.dstream;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.Tuple2;
import dev.tidemill.dstream.graph.OutputJob;
import dev.tidemill.dstream.graph.StreamGraph;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;
import dev.tidemill.streaming.api.java.JavaDStream;
import dev.tidemill.streaming.api.java.JavaDStreamLike;
import dev.tidemill.streaming.api.java.JavaPairDStream;
import dev.tidemill.streaming.dstream.InputDStream;
import dev.tidemill.streaming.dstream.SourceInputDStream;
import java.util.ArrayList;
import java.util.List;

/** A context whose batches of one second a test plans and runs by hand. */
public final class Streams implements AutoCloseable {
  private final SparkContext sparkContext;
  private final StreamGraph graph = new StreamGraph(new Duration(1000));
  private final RecordingRuntime runtime = new RecordingRuntime();
  private final StreamingContext context;

  public Streams() {
    this(new SparkConf());
  }

  /** On an engine by its name, {@code local} or {@code reference}. */
  public static Streams on(String engine) {
    return new Streams(new SparkConf(false).set("tidemill.engine", engine));
  }

  public Streams(SparkConf conf) {
    this.sparkContext = new SparkContext(conf.setMaster("local[2]").setAppName("streams"));
    this.context = new StreamingContext(sparkContext, graph, runtime);
  }

  public StreamGraph graph() {
    return graph;
  }

  public StreamingContext context() {
    return context;
  }

  public SparkContext sparkContext() {
    return sparkContext;
  }

  public RecordingRuntime runtime() {
    return runtime;
  }

  /** A stream of these batches. */
  @SafeVarargs
  public final <T> JavaDStream<T> of(List<T>... batches) {
    List<List<T>> list = new ArrayList<>();
    for (List<T> batch : batches) {
      list.add(batch);
    }
    return new JavaDStream<>(from(new ListSource<>(list)));
  }

  @SafeVarargs
  public final <K, V> JavaPairDStream<K, V> pairs(List<Tuple2<K, V>>... batches) {
    List<List<Tuple2<K, V>>> list = new ArrayList<>();
    for (List<Tuple2<K, V>> batch : batches) {
      list.add(batch);
    }
    return new JavaPairDStream<>(from(new ListSource<>(list)));
  }

  public <T> InputDStream<T> from(StreamSource<T> source) {
    return new SourceInputDStream<>(context, "lists", source);
  }

  /** Registers an output that collects a stream's batches. */
  public <T> List<List<T>> collect(JavaDStream<T> stream) {
    List<List<T>> collected = new ArrayList<>();
    stream.foreachRDD(rdd -> collected.add(rdd.collect()));
    return collected;
  }

  /** As {@link #collect(JavaDStream)}. */
  public <K, V> List<List<Tuple2<K, V>>> collect(JavaPairDStream<K, V> stream) {
    List<List<Tuple2<K, V>>> collected = new ArrayList<>();
    stream.foreachRDD(rdd -> collected.add(rdd.collect()));
    return collected;
  }

  /** Registers an output that collects a stream's batches, a list for each partition. */
  public <T> List<List<List<T>>> collectPartitions(JavaDStreamLike<T, ?, ?> stream) {
    List<List<List<T>>> collected = new ArrayList<>();
    stream.foreachRDD((rdd, time) -> collected.add(rdd.glom().collect()));
    return collected;
  }

  /** Starts at 0 and runs the batches of the first seconds, output after output. */
  public void run(int batches) throws Exception {
    graph.start(new Time(0), new NotedMarks(), false);
    for (int second = 1; second <= batches; second++) {
      for (OutputJob job : graph.plan(new Time(second * 1000L))) {
        job.body().run();
      }
    }
  }

  @Override
  public void close() {
    sparkContext.stop();
  }
}
