package dev.tidemill.core.pipe;

import static dev.tidemill.core.pipe.ByteTraffic.Next.ENDED;
import static dev.tidemill.core.pipe.ByteTraffic.Next.OUTPUT;
import static dev.tidemill.core.pipe.ByteTraffic.Next.WANTS_INPUT;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ByteTrafficTest {
  private final ByteTraffic traffic = new ByteTraffic();
  private final byte[] one = {1};
  private final byte[] two = {2};

  @Test
  void outputGoesBeforeMakingInput() throws IOException {
    assertEquals(WANTS_INPUT, traffic.await(true));
    assertFalse(traffic.hasNews());
    assertTrue(traffic.bringOutput(one));
    assertTrue(traffic.hasNews());
    assertEquals(OUTPUT, traffic.await(true));
    assertSame(one, traffic.takeOutput());
    assertEquals(WANTS_INPUT, traffic.await(true));
  }

  @Test
  void inputThatWaitsIsBounded() throws Exception {
    traffic.bringInput(one);
    assertEquals(WANTS_INPUT, traffic.await(true));
    traffic.bringInput(two);
    CompletableFuture<ByteTraffic.Next> next = new CompletableFuture<>();
    Thread task =
        new Thread(
            () -> {
              try {
                next.complete(traffic.await(true));
              } catch (IOException failed) {
                next.completeExceptionally(failed);
              }
            });
    task.start();
    while (task.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertSame(one, traffic.takeInput());
    assertEquals(WANTS_INPUT, next.get(30, TimeUnit.SECONDS));
    traffic.endInput();
    assertSame(two, traffic.takeInput());
    assertNull(traffic.takeInput());
  }

  @Test
  void aProcessThatRefusesInputIsNotAskedForMore() throws IOException {
    traffic.bringInput(one);
    traffic.refuseInput();
    traffic.bringInput(two);
    traffic.endOutput(null);
    assertEquals(ENDED, traffic.await(true));
    traffic.endInput();
    assertNull(traffic.takeInput());
  }

  @Test
  void whatWasReadComesBeforeTheFailureToReadMore() throws IOException {
    IOException problem = new IOException("problem");
    traffic.bringOutput(one);
    traffic.endOutput(problem);
    assertEquals(OUTPUT, traffic.await(false));
    traffic.takeOutput();
    assertSame(problem, assertThrows(IOException.class, () -> traffic.await(false)));
  }

  @Test
  void closingLetsGoWhoWaits() throws Exception {
    traffic.bringOutput(one);
    traffic.bringOutput(one);
    CompletableFuture<Boolean> reader =
        CompletableFuture.supplyAsync(() -> traffic.bringOutput(two));
    CompletableFuture<byte[]> writer = CompletableFuture.supplyAsync(traffic::takeInput);
    traffic.close();
    assertFalse(reader.get(30, TimeUnit.SECONDS));
    assertNull(writer.get(30, TimeUnit.SECONDS));
  }

  @Test
  void anInterruptIsSeenThoughTheTaskNeverWaits() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> traffic.await(true));
    assertFalse(Thread.currentThread().isInterrupted());
  }
}
