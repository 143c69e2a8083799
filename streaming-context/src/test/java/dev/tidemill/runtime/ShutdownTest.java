package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that ends while a context is active ends it too, and is not held up. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ShutdownTest {
  private static void endsWith(int exit, List<String> written) {
    assertEquals("exit " + exit, written.get(written.size() - 1), written::toString);
  }

  @Test
  void anExitEndsTheContextWithoutALastBatch() throws Exception {
    List<String> written = Forked.run(ExitingProgram.class, "now", "main");
    assertTrue(written.contains("batch 1000"), written::toString);
    assertFalse(written.contains("batch 2000"), written::toString);
    endsWith(3, written);
  }

  @Test
  void anExitRunsTheLastBatchIfTheSettingSaysSo() throws Exception {
    List<String> written = Forked.run(ExitingProgram.class, "graceful", "main");
    assertTrue(written.contains("batch 2000"), written::toString);
    endsWith(3, written);
  }

  @ParameterizedTest
  @ValueSource(strings = {"now", "graceful"})
  void anExitFromInsideABatchDoesNotHang(String how) throws Exception {
    // exit() does not return, so this batch never ends; the stop gives it up.
    endsWith(3, Forked.run(ExitingProgram.class, how, "batch"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"now", "graceful"})
  void aStopInAHookOfTheProgramReturnsWhenTheContextHasStopped(String how) throws Exception {
    List<String> written = Forked.run(ExitingProgram.class, how, "hook");
    assertTrue(written.contains("stopped STOPPED"), written::toString);
    endsWith(3, written);
  }
}
