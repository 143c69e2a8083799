package dev.tidemill.runtime;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
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
    String classPath =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(wanted)
            .collect(Collectors.joining(File.pathSeparator));
    Path output = Files.createTempFile("forked", ".txt");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", classPath, program.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
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
}
