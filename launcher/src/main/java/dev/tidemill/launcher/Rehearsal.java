package dev.tidemill.launcher;

import dev.tidemill.launcher.program.ExitCodes;
import dev.tidemill.launcher.send.LineServer;
import dev.tidemill.launcher.send.Lines;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Loads the classes that a start needs, by running a small program as users do; what {@code
 * bin/tidemill} has the JVM write down for later starts.
 */
public final class Rehearsal {
  private static final String PROGRAM = "Rehearsed.java";

  private Rehearsal() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Files.createTempDirectory("tidemill-rehearsal");
    try {
      rehearse(directory);
    } finally {
      delete(directory);
    }
  }

  private static void rehearse(Path directory) throws Exception {
    Path program = directory.resolve(PROGRAM);
    try (InputStream text = Rehearsal.class.getResourceAsStream(PROGRAM + ".txt")) {
      Files.copy(text, program);
    }
    Path lines = Files.writeString(directory.resolve("lines"), "the tide comes in\n");
    Path watched = Files.createDirectory(directory.resolve("watched"));
    String checkpoint = directory.resolve("checkpoint").toString();
    try (LineServer server = new LineServer(0, Lines.over(Lines.inOrder(lines)), 100, false)) {
      Thread sender = new Thread(() -> serve(server));
      sender.setDaemon(true);
      sender.start();
      // Twice: it begins, then it goes on.
      for (int start = 1; start <= 2; start++) {
        execute(
            "run",
            "--conf",
            "tidemill.stop.afterBatches=3",
            "--conf",
            "tidemill.recovery.missedTime=skip",
            program.toString(),
            Integer.toString(server.port()),
            watched.toString(),
            checkpoint);
      }
    }
    execute("checkpoint", "inspect", checkpoint);
    execute("health", "--patience", "0", checkpoint);
    execute("submit", "--help");
  }

  private static void execute(String... arguments) {
    int code = Tidemill.commandLine(arguments).execute(arguments);
    if (code != ExitCodes.ENDED && code != ExitCodes.FAILED) {
      throw new IllegalStateException(String.join(" ", arguments) + " ended with " + code);
    }
  }

  private static void serve(LineServer server) {
    try {
      server.serve();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
