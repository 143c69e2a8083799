package dev.tidemill.core.thread;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UninterruptedTest {
  private static void fail(IOException failure) throws IOException {
    throw failure;
  }

  @Test
  void theActionRunsUninterruptedAndTheInterruptIsKept() {
    Thread.currentThread().interrupt();
    IOException failure = new IOException("x");
    boolean[] interrupted = new boolean[1];
    assertEquals(
        failure,
        assertThrows(
            IOException.class,
            () ->
                Uninterrupted.run(
                    () -> {
                      interrupted[0] = Thread.currentThread().isInterrupted();
                      fail(failure);
                    })));
    assertFalse(interrupted[0]);
    assertTrue(Thread.interrupted());
  }

  @Test
  void whatTheActionThrowsIsAddedToTheFailureUnlessItIsTheFailure() {
    IOException failure = new IOException("x");
    IOException left = new IOException("left");
    Uninterrupted.after(failure, () -> fail(left));
    Uninterrupted.after(failure, () -> fail(failure));
    assertArrayEquals(new Throwable[] {left}, failure.getSuppressed());
    assertFalse(Thread.interrupted());
  }
}
