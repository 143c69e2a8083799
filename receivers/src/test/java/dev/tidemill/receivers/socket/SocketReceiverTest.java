package dev.tidemill.receivers.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.tidemill.receivers.Await;
import dev.tidemill.receivers.SocketInput;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketReceiverTest {
  private static final String HOST = "127.0.0.1";
  private static final int NEVER_MS = Integer.MAX_VALUE;

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String restarts(int delayMs, String message) {
    return "stopped: Restarting receiver with delay " + delayMs + "ms: " + message;
  }

  @Test
  void linesArriveAndTheEndOfTheStreamIsARestart() throws Exception {
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input = new SocketInput(HOST, server.port(), NEVER_MS).start()) {
      server.serve(bytes("one\n\ntwo \u00e4\u20ac\ud83d\ude00\n\u0000\t\nwithout an end"));
      input.awaitLines("one", "", "two \u00e4\u20ac\ud83d\ude00", "\u0000\t", "without an end");
      input.events.await(restarts(NEVER_MS, "Socket data stream had no more data"));
      assertEquals(0, input.receiver.unfinishedLines());
    }
  }

  @Test
  void aReturnAndItsLineFeedMayComeApart() throws Exception {
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input = new SocketInput(HOST, server.port(), NEVER_MS).start();
        Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      out.write(bytes("a\r"));
      input.awaitLines("a");
      out.write(bytes("\nb\r\rc\n"));
      input.awaitLines("a", "b", "", "c");
    }
  }

  @Test
  void malformedBytesBecomeReplacementCharacters() throws Exception {
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input = new SocketInput(HOST, server.port(), NEVER_MS).start();
        Socket socket = server.accept()) {
      socket.setTcpNoDelay(true);
      byte[] bad = {'a', (byte) 0xff, 'b', '\n', (byte) 0xe2, (byte) 0x82, '\n', 'c', '\n'};
      for (byte one : bad) {
        socket.getOutputStream().write(one);
      }
      input.awaitLines("a\ufffdb", "\ufffd", "c");
    }
  }

  @Test
  void anUnfinishedLineIsDroppedAndCountedWhenTheConnectionIsReset() throws Exception {
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input = new SocketInput(HOST, server.port(), 0).start()) {
      Socket socket = server.accept();
      socket.getOutputStream().write(bytes("complete\nunfinis"));
      input.awaitLines("complete");
      LoopbackServer.reset(socket);
      input.events.await(restarts(0, "Error receiving data"));
      try (Socket again = server.accept()) {
        again.getOutputStream().write(bytes("next\n"));
        input.awaitLines("complete", "next");
      }
      assertEquals(1, input.receiver.unfinishedLines());
    }
  }

  @Test
  void aResetInsideALineThatIsTooLongCountsItAsUnfinished() throws Exception {
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input = new SocketInput(HOST, server.port(), 0, 10, 1 << 20).start()) {
      Socket socket = server.accept();
      socket.getOutputStream().write(bytes("before\n" + "x".repeat(1000)));
      input.awaitLines("before");
      LoopbackServer.reset(socket);
      input.events.await(restarts(0, "Error receiving data"));
      assertEquals(1, input.receiver.unfinishedLines());
      assertEquals(0, input.receiver.droppedLines());
    }
  }

  @Test
  void aLineOfFortyMegabytesIsDroppedAndTheHeapStaysFlat() throws Exception {
    int limit = 1 << 16;
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input = new SocketInput(HOST, server.port(), 0, limit, 1 << 20).start();
        Socket socket = server.accept()) {
      OutputStream out = socket.getOutputStream();
      byte[] piece = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
      out.write(bytes("before\n"));
      for (int i = 0; i < 40; i++) {
        out.write(piece);
      }
      out.write(bytes("\n" + "y".repeat(limit) + "\n" + "z".repeat(limit + 1) + "\nafter\n"));
      input.awaitLines("before", "y".repeat(limit), "after");
      assertEquals(2, input.receiver.droppedLines());
      String told = "error: A line from " + HOST + ":" + server.port() + " was dropped";
      assertEquals(List.of("started", told), input.events.lines());
      long allocated = allocatedBy("tidemill-socket-" + HOST + ":" + server.port());
      assertTrue(allocated < 4 << 20, "allocated " + allocated);
    }
  }

  private static long allocatedBy(String threadName) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals(threadName))
        .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
        .sum();
  }

  @Test
  void aSilentServerHoldsUpNeitherABatchNorTheStop() throws Exception {
    try (LoopbackServer server = new LoopbackServer()) {
      SocketInput input = new SocketInput(HOST, server.port(), 0).start();
      try (Socket socket = server.accept()) {
        assertTrue(socket.isConnected());
        assertEquals(List.of(), input.batch());
        input.source.stop();
        assertEquals(-1, socket.getInputStream().read());
      }
      assertEquals(List.of("started", "stopped: Stopped by driver"), input.events.lines());
    }
  }

  @Test
  void aServerThatComesLateIsFound() throws Exception {
    int port;
    try (LoopbackServer reserved = new LoopbackServer()) {
      port = reserved.port();
    }
    try (SocketInput input = new SocketInput(HOST, port, 1).start()) {
      input.events.await(restarts(1, "Error connecting to " + HOST + ":" + port));
      assertEquals(List.of(), input.batch());
      try (LoopbackServer server = new LoopbackServer(port)) {
        server.serve(bytes("late\n"));
        input.awaitLines("late");
      }
    }
  }

  @Test
  void aHostNobodyKnowsIsTriedAgain() throws Exception {
    try (SocketInput input = new SocketInput("no-such-host.invalid", 9, 0).start()) {
      String line = restarts(0, "Error connecting to no-such-host.invalid:9");
      input.events.await(line);
      assertTrue(input.events.info(line).lastError().contains("no-such-host.invalid is not known"));
      Await.until("tried again", () -> input.events.lines().size() > 2);
      assertEquals(List.of(), input.batch());
    }
  }

  @Test
  void aFloodWaitsOutsideTheMemoryForRecords() throws Exception {
    long memory = 100_000;
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input = new SocketInput(HOST, server.port(), NEVER_MS, 100, memory).start()) {
      int count = 200_000;
      Thread flood =
          new Thread(
              () -> {
                try {
                  server.serve(bytes("a line of some length\n".repeat(count)));
                } catch (java.io.IOException e) {
                  throw new AssertionError(e);
                }
              });
      flood.setDaemon(true);
      flood.start();
      int[] seen = {0};
      Await.until(
          "all lines",
          () -> {
            assertTrue(input.budget.held() <= memory, "held " + input.budget.held());
            seen[0] += input.batch().size();
            return seen[0] == count;
          });
      Await.end(flood);
    }
  }

  @Test
  void stoppingAtAnyPointOfTheStartLeavesNothingBehind() throws Exception {
    try (LoopbackServer server = new LoopbackServer()) {
      for (int i = 0; i < 200; i++) {
        SocketInput input = new SocketInput(HOST, server.port(), 0).start();
        for (int k = 0; k < i * 50; k++) {
          Thread.onSpinWait();
        }
        input.source.stop();
        assertEquals(List.of("started", "stopped: Stopped by driver"), input.events.lines());
      }
      String name = "tidemill-socket-" + HOST + ":" + server.port();
      Await.until(
          "no thread is left",
          () ->
              Thread.getAllStackTraces().keySet().stream()
                  .noneMatch(thread -> thread.getName().equals(name)));
    }
  }

  @Test
  void stoppingWhileTheMemoryIsFullReturns() throws Exception {
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input = new SocketInput(HOST, server.port(), 0, 100, 1000).start();
        Socket socket = server.accept()) {
      socket.getOutputStream().write(bytes("a line of some length\n".repeat(1000)));
      Await.until("memory is nearly full", () -> input.budget.held() > 900);
      input.source.stop();
      List<String> rest = input.batch();
      assertTrue(rest.size() > 5 && rest.size() < 20, "rest " + rest.size());
      assertEquals(0, input.budget.held());
    }
  }
}
