package dev.tidemill.streaming.api.java;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.dstream.ReceiverInputDStream;

/** A stream of keys with values that comes from a receiver. */
public class JavaPairReceiverInputDStream<K, V> extends JavaPairInputDStream<K, V> {
  private static final long serialVersionUID = 1L;

  private final transient ReceiverInputDStream<Tuple2<K, V>> receiverInputDStream;

  public JavaPairReceiverInputDStream(ReceiverInputDStream<Tuple2<K, V>> receiverInputDStream) {
    super(receiverInputDStream);
    this.receiverInputDStream = receiverInputDStream;
  }

  public ReceiverInputDStream<Tuple2<K, V>> receiverInputDStream() {
    return receiverInputDStream;
  }
}
