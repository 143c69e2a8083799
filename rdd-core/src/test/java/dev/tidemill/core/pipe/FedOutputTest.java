package dev.tidemill.core.pipe;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FedOutputTest {
  private final PipeCommand command =
      new PipeCommand(List.of("cat"), Map.of(), false, 4, StandardCharsets.UTF_8, 100);
  private final ByteTraffic traffic = new ByteTraffic();

  @Test
  void bytesAreReadOneByOneToo() throws IOException {
    traffic.bringOutput(new byte[] {65, (byte) 200});
    traffic.endOutput(null);
    FedOutput output = new FedOutput(traffic, command, Collections.emptyIterator());
    assertEquals(65, output.read());
    assertEquals(200, output.read());
    assertEquals(-1, output.read());
  }

  @Test
  void recordsAreGatheredUntilTheBufferIsFull() throws Exception {
    FedOutput output = new FedOutput(traffic, command, List.of("a", "b", "c", "d", "e").iterator());
    CompletableFuture<List<String>> taken =
        CompletableFuture.supplyAsync(
            () -> {
              List<String> chunks = new ArrayList<>();
              for (byte[] chunk = traffic.takeInput(); chunk != null; chunk = traffic.takeInput()) {
                chunks.add(new String(chunk, StandardCharsets.UTF_8));
              }
              traffic.endOutput(null);
              return chunks;
            });
    assertEquals(-1, output.read());
    assertEquals(List.of("a\nb\n", "c\nd\n", "e\n"), taken.get(30, TimeUnit.SECONDS));
  }
}
