package dev.tidemill.streaming.api.java;

import dev.tidemill.streaming.dstream.InputDStream;

/** A stream that comes from a source. */
public class JavaInputDStream<T> extends JavaDStream<T> {
  private static final long serialVersionUID = 1L;

  private final transient InputDStream<T> inputDStream;

  public JavaInputDStream(InputDStream<T> inputDStream) {
    super(inputDStream);
    this.inputDStream = inputDStream;
  }

  public InputDStream<T> inputDStream() {
    return inputDStream;
  }
}
