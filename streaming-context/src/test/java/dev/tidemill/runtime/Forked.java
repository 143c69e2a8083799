package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Runs a program of the tests in a process of its own, with the class path of this one. */
public final class Forked {
  private Forked() {}

  /** What the program wrote; {@code exit N} is the last line. */
  static List<String> run(Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    return run(entry -> true, program, arguments);
  }

  /**
   * As above, with a part of the class path.
   *
   * @param wanted which entries of the class path the program gets
   */
  public static List<String> run(Predicate<String> wanted, Class<?> program, String... arguments)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile("forked", ".txt");
    Process process = start(wanted, output, program, arguments);
    try {
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      List<String> lines = new ArrayList<>(Files.readAllLines(output));
      assertTrue(ended, () -> program.getSimpleName() + " did not end; it wrote " + lines);
      lines.add("exit " + process.exitValue());
      return lines;
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }

  private static Process start(
      Predicate<String> wanted, Path output, Class<?> program, String... arguments)
      throws IOException {
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(wanted)
            .collect(Collectors.joining(File.pathSeparator));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", classPath, program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Starts a program that the test talks to; a close kills it. */
  public static Started start(Class<?> program, String... arguments) throws IOException {
    Path output = Files.createTempFile("forked", ".txt");
    return new Started(start(entry -> true, output, program, arguments), output);
  }

  /** A program that runs. */
  public static final class Started implements AutoCloseable {
    private final Process process;
    private final Path output;

    private Started(Process process, Path output) {
      this.process = process;
      this.output = output;
    }

    public long pid() {
      return process.pid();
    }

    /** What it has written so far. */
    public List<String> written() {
      try {
        return Files.readAllLines(output);
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      }
    }

    /** Waits until it has written this line. */
    public void await(String line) {
      Await.until(
          line,
          () -> {
            List<String> lines = written();
            assertTrue(
                process.isAlive() || lines.contains(line), () -> "It ended; it wrote " + lines);
            return lines.contains(line);
          });
    }

    /** Gives it a line to read. */
    public void write(String line) throws IOException {
      process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    }

    /** Kills it, as kill -9 does. */
    public void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }

    /** Waits for its end. */
    public int exit() throws InterruptedException {
      assertTrue(process.waitFor(60, TimeUnit.SECONDS), () -> "It did not end: " + written());
      return process.exitValue();
    }

    @Override
    public void close() throws IOException {
      process.destroyForcibly();
      Files.deleteIfExists(output);
    }
  }
}
