package dev.tidemill.files;

import dev.tidemill.SparkConf;
import dev.tidemill.SparkContext;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.core.input.Compression;
import dev.tidemill.core.input.LineRules;
import dev.tidemill.dstream.source.SourceContext;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.rdd.Actions;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.Duration;
import dev.tidemill.streaming.Time;
import dev.tidemill.util.ManualClock;
import java.util.List;
import java.util.Map;

/** Runs batches of a source by hand. */
final class Lines implements AutoCloseable {
  private static final int LINE_LIMIT = 1 << 20;

  private final SparkContext context =
      new SparkContext(new SparkConf().setMaster("local[2]").setAppName("files"));

  static LineRules rules() {
    return new LineRules(LINE_LIMIT, new Compression(Map.of()));
  }

  static Time time(int second) {
    return new Time(second * 1000L);
  }

  static SourceContext sourceContext() {
    return new SourceContext(
        0, new SparkConf(), new ManualClock(), new Duration(1000), new Time(0), false, event -> {});
  }

  SparkContext context() {
    return context;
  }

  <T> List<T> of(StreamSource<T> source, Time batch) {
    return Actions.collect(new RDD<>(context, source.plan(batch).orElseThrow()));
  }

  /** The first record alone. */
  <T> List<T> first(StreamSource<T> source, Time batch) {
    return new JavaRDD<>(new RDD<>(context, source.plan(batch).orElseThrow())).take(1);
  }

  /** Allocates and reads. */
  <T> List<T> next(StreamSource<T> source, int second) throws Exception {
    source.allocate(time(second));
    return of(source, time(second));
  }

  @Override
  public void close() {
    context.stop();
  }
}
