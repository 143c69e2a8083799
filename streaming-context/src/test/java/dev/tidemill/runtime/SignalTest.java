package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.tidemill.streaming.RestoreReport;
import dev.tidemill.streaming.Time;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A process that gets signals, and what its restart has to do. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SignalTest {
  private static final int TERMINATED = 128 + 15;

  @TempDir Path directory;

  private Forked.Started program(String how) throws Exception {
    Forked.Started program = Forked.start(SignalledProgram.class, directory.toString(), how);
    program.await("begins 2000");
    return program;
  }

  private static void signal(Forked.Started program, String name) throws Exception {
    int exit =
        new ProcessBuilder("kill", "-" + name, Long.toString(program.pid())).start().waitFor();
    assertEquals(0, exit, "kill -" + name);
  }

  private RestoreReport restart() throws Exception {
    try (ManualContext again = SignalledProgram.start(directory.toString(), false)) {
      return again.runtime.restoreReport().orElseThrow();
    }
  }

  @Test
  void aSignalRunsWhatHasComeInIfTheSettingSaysSo() throws Exception {
    try (Forked.Started program = program("graceful")) {
      signal(program, "TERM");
      program.await("input ended");
      program.write("go on");
      assertEquals(TERMINATED, program.exit());
      assertTrue(program.written().contains("ends 3000"), () -> program.written().toString());
    }
    RestoreReport report = restart();
    assertEquals(List.of(), report.redone());
    assertEquals("", report.cut());
    assertEquals(new Time(3000), report.lastBatch());
  }

  @Test
  void aSignalWithoutTheSettingStopsNowAndEndsTheJournalAllTheSame() throws Exception {
    try (Forked.Started program = program("now")) {
      signal(program, "TERM");
      assertEquals(TERMINATED, program.exit());
      assertFalse(program.written().contains("ends 2000"), () -> program.written().toString());
    }
    RestoreReport report = restart();
    assertEquals(List.of(new Time(2000)), report.redone());
    assertEquals("", report.cut());
  }

  /** Ctrl-C twice is the common case. */
  @ParameterizedTest
  @CsvSource({"TERM,TERM,143", "INT,INT,130", "TERM,INT,143"})
  void aSecondSignalStopsNow(String first, String second, int exit) throws Exception {
    assumeFalse(first.equals("INT") && ignoresInterrupts(), "SIGINT is ignored here");
    assumeFalse(second.equals("INT") && ignoresInterrupts(), "SIGINT is ignored here");
    try (Forked.Started program = program("graceful")) {
      signal(program, first);
      program.await("input ended");
      signal(program, second);
      assertEquals(exit, program.exit());
      assertFalse(program.written().contains("ends 2000"), () -> program.written().toString());
      assertTrue(
          program.written().stream().noneMatch(line -> line.startsWith("WARNING")),
          () -> program.written().toString());
    }
    RestoreReport report = restart();
    // The last batch is allocated or not, depending on when the signal comes.
    assertEquals(new Time(2000), report.redone().get(0));
    assertEquals("", report.cut());
  }

  /** As a process of a script's background does, and so do its children. */
  private static boolean ignoresInterrupts() throws Exception {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String ignored =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .orElseThrow();
    return (Long.parseUnsignedLong(ignored.substring(7).strip(), 16) & 1L << (2 - 1)) != 0;
  }
}
