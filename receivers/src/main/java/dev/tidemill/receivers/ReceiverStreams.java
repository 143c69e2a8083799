package dev.tidemill.receivers;

import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.dstream.DStream;
import dev.tidemill.streaming.receiver.Receiver;

public class ReceiverStreams {
  public static <T> DStream<T> stream(StreamingContext ssc, Receiver<T> r) {
    throw new IllegalStateException();
  }

  public static DStream<String> socketText(StreamingContext ssc, String h, int p, StorageLevel l) {
    throw new IllegalStateException();
  }
}
