package dev.tidemill.streaming.api.java;

import dev.tidemill.streaming.dstream.DStream;

/** A stream that comes from a source. */
public class JavaInputDStream<T> extends JavaDStream<T> {
  private static final long serialVersionUID = 1L;

  public JavaInputDStream(DStream<T> dstream) {
    super(dstream);
  }
}
