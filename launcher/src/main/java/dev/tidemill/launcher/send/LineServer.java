package dev.tidemill.launcher.send;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Sends lines to whoever connects, on the loopback interface. Each connection gets all lines from
 * the first one on (of a stream: those that are left, one connection after another), and is closed
 * at the end.
 */
public final class LineServer implements Closeable {
  private static final int BUFFER = 1 << 16;

  private final ServerSocket socket;
  private final Lines.Source source;
  private final double perSecond;
  private final boolean oneByOne;
  // Guarded by this.
  private int open;
  private boolean hasGivenAll;
  private Optional<IOException> unreadable = Optional.empty();

  /**
   * Begins to listen.
   *
   * @param port 0 for any that is free
   * @param perSecond lines in a second to each connection; 0 for as many as it takes
   * @param oneByOne whether a further connection waits for the end of the one before
   * @throws java.net.BindException if the port is in use
   */
  public LineServer(int port, Lines.Source source, double perSecond, boolean oneByOne)
      throws IOException {
    this.source = source;
    this.perSecond = perSecond;
    this.oneByOne = oneByOne;
    this.socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  /** On which it listens. */
  public int port() {
    return socket.getLocalPort();
  }

  /**
   * Serves until one connection has got all lines and none is open any more, or until the close.
   *
   * @throws IOException if the lines cannot be read
   */
  public void serve() throws IOException {
    try {
      while (true) {
        Socket connection = socket.accept();
        synchronized (this) {
          open++;
        }
        if (oneByOne) {
          send(connection);
        } else {
          Thread thread = new Thread(() -> send(connection), "tidemill-send");
          thread.setDaemon(true);
          thread.start();
        }
      }
    } catch (SocketException closed) {
      if (!socket.isClosed()) {
        throw closed;
      }
    }
    synchronized (this) {
      if (unreadable.isPresent()) {
        throw unreadable.get();
      }
    }
  }

  private void send(Socket connection) {
    boolean all = false;
    try (connection;
        Lines lines = source.open()) {
      all = sendAll(connection, lines);
    } catch (IOException failed) {
      synchronized (this) {
        unreadable = Optional.of(failed);
      }
      all = true; // there is nothing more to give
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    } finally {
      ended(all);
    }
  }

  /** False when the other side went away. */
  private boolean sendAll(Socket connection, Lines lines) throws IOException, InterruptedException {
    Pace pace = new Pace(perSecond, System::nanoTime, TimeUnit.NANOSECONDS::sleep);
    Optional<String> line = lines.next();
    OutputStream out;
    try {
      out = new BufferedOutputStream(connection.getOutputStream(), BUFFER);
    } catch (IOException gone) {
      return false;
    }
    while (line.isPresent()) {
      pace.await();
      if (!write(out, line.get())) {
        return false;
      }
      line = lines.next();
    }
    return flush(out);
  }

  private boolean write(OutputStream out, String line) {
    try {
      out.write((line + "\n").getBytes(Lines.BYTES));
      if (perSecond > 0 || oneByOne) {
        out.flush(); // somebody waits to see it
      }
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private static boolean flush(OutputStream out) {
    try {
      out.flush();
      return true;
    } catch (IOException gone) {
      return false;
    }
  }

  private synchronized void ended(boolean all) {
    open--;
    hasGivenAll |= all;
    if (hasGivenAll && open == 0) {
      close();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
