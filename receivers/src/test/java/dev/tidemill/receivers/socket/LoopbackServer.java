package dev.tidemill.receivers.socket;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server on a free port of this machine, whose connections the test drives itself. */
final class LoopbackServer implements Closeable {
  private final ServerSocket server = new ServerSocket();

  LoopbackServer() throws IOException {
    this(0);
  }

  LoopbackServer(int port) throws IOException {
    server.setReuseAddress(true);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
    server.setSoTimeout(60_000);
  }

  int port() {
    return server.getLocalPort();
  }

  Socket accept() throws IOException {
    return server.accept();
  }

  /** Takes the next connection, sends the bytes and closes in order. */
  void serve(byte[] bytes) throws IOException {
    try (Socket socket = accept()) {
      socket.getOutputStream().write(bytes);
    }
  }

  /** Ends a connection with a reset. */
  static void reset(Socket socket) throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
