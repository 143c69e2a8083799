package dev.tidemill.streaming.api.java;

import dev.tidemill.streaming.dstream.ReceiverInputDStream;

/** A stream that comes from a receiver. */
public class JavaReceiverInputDStream<T> extends JavaInputDStream<T> {
  private static final long serialVersionUID = 1L;

  private final transient ReceiverInputDStream<T> receiverInputDStream;

  public JavaReceiverInputDStream(ReceiverInputDStream<T> receiverInputDStream) {
    super(receiverInputDStream);
    this.receiverInputDStream = receiverInputDStream;
  }

  public ReceiverInputDStream<T> receiverInputDStream() {
    return receiverInputDStream;
  }
}
