package dev.tidemill.launcher;

import dev.tidemill.launcher.program.ExitCodes;
import dev.tidemill.launcher.program.UsageException;
import dev.tidemill.launcher.send.LineServer;
import dev.tidemill.launcher.send.Lines;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Feeds a socket stream. */
@Command(
    name = "send",
    description = "Sends the lines of a file to whoever connects to a port of this machine.",
    footer = {
      "",
      "Every connection gets the file from its first line on, and is closed at the end. The",
      "command ends when one has got all and none is open; with --loop never. Of standard",
      "input (-) each line goes to one connection, one after another.",
      "",
      "Examples:",
      "  tidemill send --port 9999 lines.txt",
      "  tidemill send --port 9999 --rate 100 --loop lines.txt",
      "  tail -f access.log | tidemill send --port 9999 -",
      ""
    })
final class SendCommand implements Callable<Integer> {
  private static final int LAST_PORT = 65535;

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      required = true,
      description = "Where to listen, on the loopback interface only; 0 for any that is free.")
  private int port;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "0",
      description = "Lines in a second to each connection; as many as it takes if nothing is said.")
  private double rate;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Shuffles the lines: the same number, the same order. Holds them in memory.")
  private Long seed;

  @Option(names = "--loop", description = "Begins again at the end.")
  private boolean loop;

  @Parameters(index = "0", paramLabel = "FILE", description = "The lines; - for standard input.")
  private String file;

  @Override
  public Integer call() throws IOException {
    boolean input = file.equals("-");
    requireSense(input);
    try (LineServer server = new LineServer(port, source(input), rate, input)) {
      PrintWriter err = spec.commandLine().getErr();
      err.printf(
          "tidemill: sends %s to whoever connects to localhost:%d; Ctrl-C ends it%n",
          input ? "standard input" : file, server.port());
      err.flush();
      server.serve();
    } catch (BindException taken) {
      throw new UsageException(
          "--port: %d cannot be had (%s); end what uses it, choose another one, or 0 for any that is free"
              .formatted(port, taken.getMessage()),
          taken);
    }
    return ExitCodes.ENDED;
  }

  private void requireSense(boolean input) throws IOException {
    if (port < 0 || port > LAST_PORT) {
      throw new UsageException("--port: %d is no port; give 0 to %d".formatted(port, LAST_PORT));
    }
    if (rate < 0 || !Double.isFinite(rate)) {
      throw new UsageException(
          "--rate: %s lines in a second cannot be; give a number above 0, or leave it out"
              .formatted(rate));
    }
    if (input && (loop || seed != null)) {
      throw new UsageException(
          "Standard input comes once and in its order; leave out --loop and --seed, or give a file");
    }
    if (!input && !Files.isRegularFile(Path.of(file))) {
      throw new UsageException(
          "There is no file '%s'; give a file of lines, or - for standard input".formatted(file));
    }
    if (loop && Files.size(Path.of(file)) == 0) {
      throw new UsageException(
          "'%s' is empty, so --loop would send nothing for ever; leave it out".formatted(file));
    }
  }

  private Lines.Source source(boolean input) {
    if (input) {
      return Lines.shared(System.in);
    }
    Path path = Path.of(file);
    Lines.Source once = seed == null ? Lines.inOrder(path) : Lines.shuffled(path, seed);
    return loop ? Lines.over(once) : once;
  }
}
