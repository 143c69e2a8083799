package dev.tidemill.receivers.socket;

import dev.tidemill.storage.StorageLevel;
import dev.tidemill.streaming.receiver.Receiver;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives lines of UTF-8 text from a TCP server; reconnects for ever.
 *
 * <p>What the server had sent when it closed in order is all delivered, also a last line without an
 * end. When the connection breaks instead, complete lines are delivered and the unfinished one is
 * dropped and counted: nobody knows what was missing from it. A line longer than {@code
 * tidemill.line.maxBytes} is dropped and counted too, never held as a whole.
 *
 * <p>Each launch has a {@link SocketConnection} with one daemon thread that connects, reads and
 * stores.
 */
public final class SocketReceiver extends Receiver<String> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(SocketReceiver.class);

  private final String host;
  private final int port;
  private final int maxLineBytes;
  private final AtomicLong droppedLines = new AtomicLong();
  private final AtomicLong unfinishedLines = new AtomicLong();
  // Whether the next connection is news.
  private final AtomicBoolean tellConnected = new AtomicBoolean(true);
  private transient SocketConnection connection;

  /**
   * @param maxLineBytes longest line that is delivered, its end not counted
   */
  public SocketReceiver(String host, int port, StorageLevel level, int maxLineBytes) {
    super(level);
    this.host = host;
    this.port = port;
    this.maxLineBytes = maxLineBytes;
  }

  @Override
  public synchronized void onStart() {
    connection = new SocketConnection(this, host, port, maxLineBytes);
    connection.start();
  }

  @Override
  public void onStop() {
    SocketConnection current;
    synchronized (this) {
      current = connection;
    }
    if (current != null) {
      current.close();
    }
  }

  /** Lines that were longer than the limit. */
  public long droppedLines() {
    return droppedLines.get();
  }

  /** Lines that were not complete when the connection broke. */
  public long unfinishedLines() {
    return unfinishedLines.get();
  }

  void connected(SocketConnection now) {
    if (tellConnected.getAndSet(false)) {
      LOG.info("Connected to {}.", now);
    }
  }

  void cannotConnect() {
    tellConnected.set(true);
  }

  void dropped(String reason) {
    if (droppedLines.getAndIncrement() == 0) {
      LOG.warn(
          "Socket {}:{}: a line was dropped. {} Further ones are only counted.",
          host,
          port,
          reason);
    }
  }

  void unfinished(SocketConnection broken, long bytes) {
    unfinishedLines.incrementAndGet();
    LOG.info("{} broke {} bytes into a line; that part is dropped.", broken, bytes);
  }
}
