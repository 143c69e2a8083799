package dev.tidemill.acceptance;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Sends the numbers from 0 on as lines, over several connections one after another, each closed in
 * an orderly way. So every line that was sent is read by the peer, and must be in some batch once.
 */
final class NumberedLineServer implements AutoCloseable {
  private final ServerSocket socket;
  private final int lines;
  private final int connections;
  private final Thread thread;
  private volatile IOException failure;

  NumberedLineServer(int lines, int connections) throws IOException {
    this.socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    this.lines = lines;
    this.connections = connections;
    this.thread = new Thread(this::serve, "numbered-lines");
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  private void serve() {
    try {
      for (int i = 0; i < connections; i++) {
        try (Socket peer = socket.accept();
            OutputStream out = new BufferedOutputStream(peer.getOutputStream(), 1 << 16)) {
          int from = (int) ((long) lines * i / connections);
          int to = (int) ((long) lines * (i + 1) / connections);
          for (int line = from; line < to; line++) {
            out.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
          }
        }
      }
    } catch (IOException failed) {
      failure = failed;
    }
  }

  /** Waits until all has been sent. */
  void awaitSent() throws InterruptedException, IOException {
    thread.join();
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
