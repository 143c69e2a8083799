package dev.tidemill.receivers.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tidemill.receivers.Await;
import dev.tidemill.receivers.SocketInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ReconnectTest {
  private static final int CONNECTIONS = 21;
  private static final int LINES = 1_000_000;

  @Test
  void aMillionLinesThroughTwentyReconnectsAreEachInExactlyOneBatch() throws Exception {
    try (LoopbackServer server = new LoopbackServer();
        SocketInput input =
            new SocketInput("127.0.0.1", server.port(), 0, 1 << 16, 16 << 20).start()) {
      AtomicReference<Throwable> failure = new AtomicReference<>();
      Thread serving = new Thread(() -> serve(server, failure));
      serving.setDaemon(true);
      serving.start();
      int[] next = {0};
      Await.until(
          "all lines",
          () -> {
            for (String line : input.batch()) {
              assertEquals("line " + next[0]++, line);
            }
            return next[0] == LINES || failure.get() != null;
          });
      assertEquals(null, failure.get());
      Await.end(serving);
      assertEquals(0, input.batch().size());
      assertEquals(0, input.budget.held());
      assertEquals(0, input.receiver.unfinishedLines());
    }
  }

  private static void serve(LoopbackServer server, AtomicReference<Throwable> failure) {
    try {
      int line = 0;
      for (int i = 1; i <= CONNECTIONS; i++) {
        StringBuilder text = new StringBuilder();
        int end = (int) ((long) LINES * i / CONNECTIONS);
        while (line < end) {
          text.append("line ").append(line++).append('\n');
        }
        if (i % 2 == 0) {
          // A last line without an end is complete when the connection ends in order.
          text.setLength(text.length() - 1);
        }
        server.serve(text.toString().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException | RuntimeException e) {
      failure.set(e);
    }
  }
}
