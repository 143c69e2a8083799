package dev.tidemill.streaming.api.java;

import dev.tidemill.streaming.dstream.DStream;

/** A stream that comes from a receiver. */
public class JavaReceiverInputDStream<T> extends JavaInputDStream<T> {
  private static final long serialVersionUID = 1L;

  public JavaReceiverInputDStream(DStream<T> dstream) {
    super(dstream);
  }
}
