package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Locks between processes. */
class LocalLocksTest {

  @TempDir Path directory;

  @Test
  void aLockOfAProcessThatIsKilledIsFree() throws Exception {
    FileStore store = FileStores.open(directory.toString());
    Process holder = start();
    try (BufferedReader said = holder.inputReader()) {
      assertEquals("held", said.readLine());
      assertEquals(Optional.empty(), store.tryLock("lock"));
      holder.destroyForcibly();
      assertTrue(holder.waitFor(60, TimeUnit.SECONDS));
      store.tryLock("lock").orElseThrow().close();
    } finally {
      holder.destroyForcibly();
    }
  }

  @Test
  void aRefusedAttemptInTheSameProcessDoesNotGiveTheLockBack() throws Exception {
    FileStore store = FileStores.open(directory.toString());
    HeldLock lock = store.tryLock("lock").orElseThrow();
    assertEquals(Optional.empty(), store.tryLock("lock"));
    assertEquals("refused", firstLineOf(start()));
    lock.close();
    assertEquals("held", firstLineOf(start()));
  }

  private static String firstLineOf(Process process) throws IOException {
    try (BufferedReader said = process.inputReader()) {
      return said.readLine();
    } finally {
      process.destroyForcibly();
    }
  }

  private Process start() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            ForkedJvm.classPathOfModule(),
            LockingProgram.class.getName(),
            directory.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
