package dev.tidemill.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The command line in a process of its own; a close kills it. */
final class Child implements AutoCloseable {
  private static final int SECONDS = 60;

  private final Process process;
  private final Path output;

  private Child(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Calls tidemill with the class path of the tests. */
  static Child tidemill(Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Xshare:auto", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Tidemill.class.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return start(command, Map.of());
  }

  static Child start(List<String> command, Map<String, String> environment) throws IOException {
    Path output = Files.createTempFile("child", ".txt");
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new Child(builder.redirectOutput(output.toFile()).start(), output);
  }

  /** What it has written so far, errors among it. */
  String written() {
    try {
      return Files.readString(output).replace("\r", "");
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Waits until it has written this. */
  void await(String text) throws InterruptedException {
    await(written -> written.contains(text), text);
  }

  void await(Predicate<String> condition, String what) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.test(written())) {
      boolean ended = !process.isAlive();
      assertTrue(
          !ended || condition.test(written()), () -> "ended without '" + what + "': " + written());
      assertTrue(System.nanoTime() < end, () -> "no '" + what + "' in: " + written());
      Thread.sleep(5);
    }
  }

  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    assertEquals(0, kill.waitFor(), "kill -" + name);
  }

  void write(String text) throws IOException {
    process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  void endInput() throws IOException {
    process.getOutputStream().close();
  }

  /** Waits for its end. */
  int exit() throws InterruptedException {
    assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), () -> "did not end: " + written());
    return process.exitValue();
  }

  void requireExit(int code) throws InterruptedException {
    assertEquals(code, exit(), this::written);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(output);
  }
}
