package dev.tidemill.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.examples.RunExamples.Said;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ExamplesTest {
  private static final Pattern FIRST_LINE =
      Pattern.compile(
          "First batch done \\d+\\.\\d\\d s after process start; it was due at \\d+\\.\\d\\d s.*");
  private static final Pattern FAREWELL =
      Pattern.compile("Done: (\\d+) batches, (\\d+) lines\\. Next: examples/run --list.*");

  @Test
  void theMainJobCountsWhatItFeedsAndEndsByItselfQuietly() throws Exception {
    Said said = RunExamples.run("MainJob", "2");
    assertEquals(0, said.exitCode(), said.err());
    assertEquals("", said.err());
    List<String> lines = said.out().lines().toList();
    assertTrue(FIRST_LINE.matcher(lines.get(0)).matches(), lines.get(0));
    assertEquals("-------------------------------------------", lines.get(1));
    assertTrue(lines.get(2).matches("Time: \\d+000 ms"), lines.get(2));
    Matcher farewell = FAREWELL.matcher(lines.get(lines.size() - 1));
    assertTrue(farewell.matches(), said.out());
    assertEquals("10", farewell.group(2), "two files of five lines");
    assertTrue(lines.contains("(mill,1)"), said.out());
  }

  @Test
  void theMainJobEndsWellWhenTheProcessIsAskedToEnd() throws Exception {
    Process process = RunExamples.start(List.of(), "MainJob", "600");
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertTrue(FIRST_LINE.matcher(out.readLine()).matches());
    process.toHandle().destroy(); // SIGTERM; Process.destroy would close the streams too
    List<String> rest = out.lines().toList();
    assertTrue(FAREWELL.matcher(rest.get(rest.size() - 1)).matches(), rest.toString());
    RunExamples.finish(process);
  }

  @Test
  void theChangedProgramGoesOnWithItsDataAndSaysWhatHasChanged() throws Exception {
    Said said = RunExamples.run("ChangedProgram");
    assertEquals(0, said.exitCode(), said.err());
    assertTrue(said.err().contains("2 parts found again, 0 batches to finish"), said.err());
    assertTrue(
        said.err().contains("changed: 'counts', countByValueAndWindow (window 60000 ms), was"),
        said.err());
    List<String> counts =
        said.out().lines().filter(line -> line.contains(" words, seen ")).toList();
    int first = seen(counts.get(0));
    int last = seen(counts.get(counts.size() - 1));
    assertTrue(last > first, said.out());
  }

  private static int seen(String line) {
    return Integer.parseInt(line.replaceAll(".*seen (\\d+) times", "$1"));
  }

  @Test
  void networkWordCountPrintsWhatAServerSends() throws Exception {
    assertPrints("NetworkWordCount", "tide mill tide\n", "(tide,2)");
  }

  @Test
  void windowedHashtagsPrintsTheTagsThatAServerSends() throws Exception {
    assertPrints("WindowedHashtags", "the #tide, the #mill, the #tide\n", "  #tide 2");
  }

  @Test
  void statefulWordCountPrintsTheCountsSoFar() throws Exception {
    assertPrints("StatefulWordCount", "tide mill tide\n", "(tide,2)", "all");
    assertPrints("StatefulWordCount", "tide mill tide\n", "(tide,2)");
  }

  /** What an example prints that reads from a server. */
  private static void assertPrints(String example, String sent, String line, String... more)
      throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> arguments =
          new ArrayList<>(List.of(example, "localhost", String.valueOf(server.getLocalPort())));
      arguments.addAll(List.of(more));
      Process process = RunExamples.start(List.of(), arguments.toArray(String[]::new));
      try (Socket peer = server.accept();
          OutputStream out = peer.getOutputStream()) {
        out.write(sent.getBytes(StandardCharsets.UTF_8));
        out.flush();
        assertPrinted(process, line);
      } finally {
        process.toHandle().destroy();
        RunExamples.finish(process);
      }
    }
  }

  private static void assertPrinted(Process process, String line) throws IOException {
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String printed = out.readLine(); printed != null; printed = out.readLine()) {
      if (printed.equals(line)) {
        return;
      }
    }
    throw new AssertionError("The process ended without printing " + line);
  }

  @Test
  void everyExampleIsListedWithALine() throws Exception {
    Said said = RunExamples.run("--list");
    assertEquals(0, said.exitCode());
    assertEquals(12, said.out().lines().count(), said.out());
    assertTrue(said.out().contains("NetworkWordCount <hostname> <port>"));
  }

  @Test
  void anUnknownExampleIsRefusedWithTheList() throws Exception {
    Said said = RunExamples.run("Wordcount");
    assertEquals(2, said.exitCode());
    assertTrue(said.err().contains("There is no example Wordcount"), said.err());
    assertTrue(said.out().contains("MainJob"));
  }

  @Test
  void aProgramThatStaysOnTheLocalDiskLoadsNoHadoopClass() throws Exception {
    Said said = RunExamples.finish(RunExamples.start(List.of("-Xlog:class+load"), "MainJob", "1"));
    assertEquals(0, said.exitCode(), said.err());
    assertTrue(said.out().contains("dev.tidemill.runtime.BatchRuntime"), "classes were logged");
    assertFalse(said.out().contains("org.apache.hadoop."), "no Hadoop class among them");
  }
}
