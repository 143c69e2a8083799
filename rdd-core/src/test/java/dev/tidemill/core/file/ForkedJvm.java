package dev.tidemill.core.file;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a program in a JVM of its own. */
public final class ForkedJvm {
  private static final int MOST_SECONDS = Integer.getInteger("tidemill.forked.seconds", 120);

  private ForkedJvm() {}

  /** The class path of this module alone, with its tests. */
  public static String classPathOfModule() throws URISyntaxException {
    return classesOf(FileStores.class) + File.pathSeparator + classesOf(ForkedJvm.class);
  }

  /**
   * The lines that the program wrote, then its errors, and those of the option -Xlog:class+load.
   */
  public static List<String> run(Class<?> program, String classPath, String... arguments)
      throws IOException, InterruptedException {
    return run(List.of("-Xlog:class+load"), program, classPath, arguments);
  }

  /** As above, with other options of the JVM. */
  public static List<String> run(
      List<String> options, Class<?> program, String classPath, String... arguments)
      throws IOException, InterruptedException {
    return run(Map.of(), options, program, classPath, arguments);
  }

  /** As above, with further variables in its environment. */
  public static List<String> run(
      Map<String, String> environment,
      List<String> options,
      Class<?> program,
      String classPath,
      String... arguments)
      throws IOException, InterruptedException {
    // Apart: a JVM that warns would write into the middle of the program's lines.
    Path output = Files.createTempFile("forked", ".txt");
    Path errors = Files.createTempFile("forked", ".err");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("-cp", classPath, program.getName()));
    command.addAll(List.of(arguments));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      try {
        assertTrue(
            process.waitFor(MOST_SECONDS, TimeUnit.SECONDS), () -> "did not end: " + command);
      } finally {
        process.destroyForcibly();
      }
      List<String> lines = new ArrayList<>(Files.readAllLines(output));
      lines.addAll(Files.readAllLines(errors));
      return lines;
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  private static String classesOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
