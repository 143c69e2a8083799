package dev.tidemill.streaming.dstream;

import dev.tidemill.Option;
import dev.tidemill.dstream.graph.SourceNode;
import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.rdd.RDD;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.Time;

/** A stream of a source of the engine's own, which starts and stops with the context by itself. */
public class SourceInputDStream<T> extends InputDStream<T> {

  /** For the engine's own modules. */
  public SourceInputDStream(StreamingContext ssc, String operator, StreamSource<T> source) {
    super(ssc, new SourceNode<>(operator, source, ssc.graph().batchDuration()));
  }

  @Override
  public void start() {
    // The context starts the source.
  }

  @Override
  public void stop() {
    // The context stops the source.
  }

  @Override
  public Option<RDD<T>> compute(Time validTime) {
    return getOrCompute(validTime);
  }
}
