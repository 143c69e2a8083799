package dev.tidemill.streaming.dstream;

import dev.tidemill.dstream.source.StreamSource;
import dev.tidemill.streaming.StreamingContext;

/** A stream of what a receiver stores. */
public final class ReceiverInputDStream<T> extends SourceInputDStream<T> {

  /** For the engine's own modules. */
  public ReceiverInputDStream(StreamingContext ssc, String operator, StreamSource<T> source) {
    super(ssc, operator, source);
  }
}
