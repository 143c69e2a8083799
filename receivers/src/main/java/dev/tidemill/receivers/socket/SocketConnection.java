package dev.tidemill.receivers.socket;

import dev.tidemill.core.text.LineReader;
import dev.tidemill.core.text.LineTooLongException;
import dev.tidemill.core.text.Printable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/**
 * One connection of a {@link SocketReceiver}, from connecting to its end, on a thread of its own.
 * However it ends, unless by {@link #close}, it asks the receiver for a restart as its last act.
 *
 * <p>Threads: {@link #start} and {@link #close} by whoever launches and stops the receiver.
 */
final class SocketConnection {
  private final SocketReceiver receiver;
  private final String host;
  private final int port;
  private final int maxLineBytes;
  private final Socket socket = new Socket();
  private final Thread thread;
  private volatile boolean connected;
  private volatile boolean closed;

  SocketConnection(SocketReceiver receiver, String host, int port, int maxLineBytes) {
    this.receiver = receiver;
    this.host = host;
    this.port = port;
    this.maxLineBytes = maxLineBytes;
    this.thread = new Thread(this::run, "tidemill-socket-" + this);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Ends a connect or read that waits; returns when the thread stores nothing any more. */
  void close() {
    closed = true;
    try {
      socket.close();
      // A thread that is still resolving the host cannot be woken, and will see that it is closed.
      if (connected) {
        thread.join();
      }
    } catch (IOException e) {
      receiver.reportError("Error closing the connection to " + this, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try (socket) {
      try {
        connect();
      } catch (IOException e) {
        receiver.cannotConnect();
        restart("Error connecting to " + this, e);
        return;
      }
      connected = true;
      // invariant: whoever closes us waits for this thread, or this thread sees that it is closed
      if (!closed) {
        receiver.connected(this);
        receive();
      }
    } catch (IOException e) {
      receiver.reportError("Error closing the connection to " + this, e);
    }
  }

  private void connect() throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new UnknownHostException(
          "The host " + Printable.text(host) + " is not known; check its name and the resolver.");
    }
    socket.setKeepAlive(true);
    socket.connect(address);
  }

  private void receive() throws IOException {
    LineReader lines = new LineReader(socket.getInputStream(), 0, Long.MAX_VALUE, maxLineBytes);
    try {
      storeAll(lines);
      restart("Socket data stream had no more data", null);
    } catch (IOException | IllegalStateException e) {
      // invariant: a line is stored before the next one is begun, so what is unfinished is not
      // stored
      if (lines.unfinishedBytes() > 0) {
        receiver.unfinished(this, lines.unfinishedBytes());
      }
      restart("Error receiving data", e);
    }
  }

  private void storeAll(LineReader lines) throws IOException {
    while (true) {
      try {
        String line = lines.readLine();
        if (line == null) {
          return;
        }
        receiver.store(line);
      } catch (LineTooLongException e) {
        receiver.dropped(e.getMessage());
      }
    }
  }

  private void restart(String message, Throwable error) {
    if (!closed) {
      receiver.restart(message, error);
    }
  }

  @Override
  public String toString() {
    return Printable.text(host) + ":" + port;
  }
}
