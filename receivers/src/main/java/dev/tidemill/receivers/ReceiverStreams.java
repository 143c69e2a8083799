package dev.tidemill.receivers;

import static dev.tidemill.core.error.Arguments.requireText;

import dev.tidemill.core.text.Printable;
import dev.tidemill.receivers.socket.SocketReceiver;
import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.StreamingContext;
import dev.tidemill.streaming.dstream.ReceiverInputDStream;
import dev.tidemill.streaming.receiver.Receiver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes streams out of receivers. What is wrong is refused here, at the call. */
public final class ReceiverStreams {
  private static final Logger LOG = LoggerFactory.getLogger(ReceiverStreams.class);
  private static final int LAST_PORT = 65_535;

  private ReceiverStreams() {}

  /**
   * A stream of what a receiver stores.
   *
   * @throws IllegalArgumentException if the receiver or its level is null, or a setting is wrong
   * @throws IllegalStateException if the context has been started or stopped
   */
  public static <T> ReceiverInputDStream<T> stream(StreamingContext ssc, Receiver<T> receiver) {
    if (receiver == null) {
      throw new IllegalArgumentException("receiverStream: the receiver is null.");
    }
    StorageLevel level = requireLevel("receiverStream", receiver.storageLevel());
    if (level.replication() > 1) {
      warnReplicated("receiverStream", level);
    }
    return add(ssc, "receiverStream", "receiver " + receiver.getClass().getName(), receiver);
  }

  /**
   * A stream of the lines that a TCP server sends.
   *
   * @throws IllegalArgumentException if the host is null or empty, the port not in 1 to 65535, the
   *     level null, or a setting wrong
   * @throws IllegalStateException if the context has been started or stopped
   */
  public static ReceiverInputDStream<String> socketText(
      StreamingContext ssc, String host, int port, StorageLevel level) {
    requireText("socketTextStream", "hostname", host);
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException(
          "socketTextStream: port is " + port + "; use 1 to " + LAST_PORT + ".");
    }
    requireLevel("socketTextStream", level);
    // The legacy default: nobody asked for the copy.
    if (level.replication() > 1 && !level.equals(StorageLevel.MEMORY_AND_DISK_SER_2())) {
      warnReplicated("socketTextStream", level);
    }
    int maxLineBytes = ssc.sparkContext().settings().maxLineBytes();
    SocketReceiver receiver = new SocketReceiver(host, port, level, maxLineBytes);
    return add(ssc, "socketTextStream", "socket " + Printable.text(host) + ":" + port, receiver);
  }

  private static <T> ReceiverInputDStream<T> add(
      StreamingContext ssc, String operator, String description, Receiver<T> receiver) {
    ReceiverSource<T> source =
        new ReceiverSource<>(
            receiver,
            description,
            ReceiverSettings.from(ssc.sparkContext().getConf()),
            ssc.sparkContext().blockBudget(),
            ssc.sparkContext().isolation());
    return new ReceiverInputDStream<>(ssc, operator, source);
  }

  private static StorageLevel requireLevel(String call, StorageLevel level) {
    if (level == null) {
      throw new IllegalArgumentException(
          call + ": storageLevel is null; use StorageLevel.MEMORY_AND_DISK() for instance.");
    }
    return level;
  }

  private static void warnReplicated(String call, StorageLevel level) {
    LOG.warn(
        "{}: {} asks for {} copies; one process keeps one copy.", call, level, level.replication());
  }
}
