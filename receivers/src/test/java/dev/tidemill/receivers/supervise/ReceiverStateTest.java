package dev.tidemill.receivers.supervise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ReceiverStateTest {
  private static final Set<String> ALLOWED =
      new TreeSet<>(
          Set.of(
              "NEW STARTED",
              "NEW ENDED",
              "STARTED RESTARTING",
              "STARTED ENDING",
              "RESTARTING STARTED",
              "RESTARTING ENDING",
              "ENDING ENDED"));

  @Test
  void theseMovesAreAllowedAndAllOthersRefused() {
    Set<String> allowed = new TreeSet<>();
    for (ReceiverState from : ReceiverState.values()) {
      for (ReceiverState to : ReceiverState.values()) {
        if (from.next().contains(to)) {
          assertEquals(to, from.to(to));
          allowed.add(from + " " + to);
        } else {
          String message =
              assertThrows(IllegalStateException.class, () -> from.to(to)).getMessage();
          assertTrue(message.contains(from.name()) && message.contains(to.name()), message);
        }
      }
    }
    assertEquals(ALLOWED, allowed);
    assertEquals(5, Arrays.asList(ReceiverState.values()).size());
  }
}
