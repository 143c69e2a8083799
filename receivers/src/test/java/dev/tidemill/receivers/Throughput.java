package dev.tidemill.receivers;

import dev.tidemill.core.block.BlockBudget;
import dev.tidemill.receivers.block.BlockBuffer;
import dev.tidemill.receivers.block.BlockLimits;
import dev.tidemill.streaming.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * How many lines of 20 bytes go through {@code store}, and through a socket, in a second. Not part
 * of the build:
 *
 * <pre>
 *   mvn -q -B -pl receivers -am test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 *   java -Xmx1g -cp receivers/target/test-classes:receivers/target/classes:$(cat receivers/target/cp) \
 *       dev.tidemill.receivers.Throughput
 * </pre>
 */
final class Throughput {
  private static final int LINES = 10_000_000;
  private static final int ROUNDS = 7;

  private Throughput() {}

  public static void main(String[] args) throws Exception {
    report("store, one thread", Throughput::store);
    report("socket to batch", Throughput::socket);
  }

  private static void report(String what, LongSupplier round) {
    long[] perSecond = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      perSecond[i] = LINES * 1_000_000_000L / round.getAsLong();
    }
    Arrays.sort(perSecond);
    System.out.printf(
        "%s: median %,d lines/s, from %,d to %,d%n",
        what, perSecond[ROUNDS / 2], perSecond[0], perSecond[ROUNDS - 1]);
  }

  private static long store() {
    BlockBuffer<String> buffer =
        new BlockBuffer<>("test", BlockLimits.ofMillis(200), new BlockBudget(200 << 20));
    byte[] line = "a line of 19 bytes.".getBytes(StandardCharsets.UTF_8);
    long begin = System.nanoTime();
    for (int i = 0; i < LINES; i++) {
      buffer.store(new String(line, StandardCharsets.UTF_8));
      if (i % 500_000 == 0) {
        buffer.allocate(new Time(i));
        buffer.done(new Time(i));
      }
    }
    return System.nanoTime() - begin;
  }

  private static long socket() {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        SocketInput input =
            new SocketInput("127.0.0.1", server.getLocalPort(), 1 << 30, 1 << 16, 200 << 20)) {
      input.start();
      Socket socket = server.accept();
      Thread writer = new Thread(() -> write(socket));
      long begin = System.nanoTime();
      writer.start();
      long seen = 0;
      for (long batch = 1; seen < LINES; batch++) {
        Time time = new Time(batch);
        seen += input.source.allocate(time).records();
        input.source.done(time);
        LockSupport.parkNanos(50_000_000);
      }
      return System.nanoTime() - begin;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Socket socket) {
    byte[] lines = "a line of 19 bytes.\n".repeat(5000).getBytes(StandardCharsets.UTF_8);
    try (socket) {
      for (int i = 0; i < LINES / 5000; i++) {
        socket.getOutputStream().write(lines);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
