package dev.tidemill.streaming.api.java;

import dev.tidemill.Tuple2;
import dev.tidemill.streaming.dstream.InputDStream;

/** A stream of keys with values that comes from a source. */
public class JavaPairInputDStream<K, V> extends JavaPairDStream<K, V> {
  private static final long serialVersionUID = 1L;

  private final transient InputDStream<Tuple2<K, V>> inputDStream;

  public JavaPairInputDStream(InputDStream<Tuple2<K, V>> inputDStream) {
    super(inputDStream);
    this.inputDStream = inputDStream;
  }

  public InputDStream<Tuple2<K, V>> inputDStream() {
    return inputDStream;
  }
}
