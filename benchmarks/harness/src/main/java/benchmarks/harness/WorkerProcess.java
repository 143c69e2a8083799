package benchmarks.harness;

import benchmarks.workload.WorkloadPage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One measured process, seen from outside. Speaks the protocol of {@link benchmarks.worker.Worker};
 * what the process says otherwise goes to a file.
 */
final class WorkerProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Engine engine;
  private final Path log;
  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;

  /**
   * @param arguments further ones of the JVM
   */
  WorkerProcess(
      Engine engine, WorkloadPage page, Options options, Path directory, List<String> arguments)
      throws IOException {
    this.engine = engine;
    this.log = directory.resolve(page.title() + "-" + engine.title() + ".log");
    ProcessBuilder builder = new ProcessBuilder(command(engine, page, options, arguments));
    builder.redirectError(log.toFile());
    process = builder.start();
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  private static List<String> command(
      Engine engine, WorkloadPage page, Options options, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    engine.settings().forEach(file -> command.add("@" + file));
    options.sizes().forEach((name, size) -> command.add("-Dbenchmark." + name + "=" + size));
    command.addAll(arguments);
    command.add("-cp");
    command.add(String.join(File.pathSeparator, engine.classPath()));
    command.addAll(List.of("benchmarks.worker.Worker", engine.workloads(), page.title()));
    return command;
  }

  /** Asks and waits for the answer. */
  JsonNode ask(String request) throws IOException, RunFailedException {
    say(request);
    return hear();
  }

  void say(String request) throws IOException, RunFailedException {
    try {
      requests.write(request + "\n");
      requests.flush();
    } catch (IOException closed) {
      throw ended();
    }
  }

  JsonNode hear() throws IOException, RunFailedException {
    String answer = answers.readLine();
    if (answer == null) {
      throw ended();
    }
    try {
      return JSON.readTree(answer);
    } catch (JsonProcessingException notJson) {
      throw new RunFailedException(engine.title() + " answered \"" + answer + "\".");
    }
  }

  private RunFailedException ended() {
    return new RunFailedException(
        "the process of " + engine.title() + " ended early; see benchmarks/" + log + ".");
  }

  /** Ends the process as a crash does, and waits until it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Ends the process, by force if it does not end when asked. */
  @Override
  public void close() {
    try {
      requests.close(); // the end of its input is a request to stop
    } catch (IOException alreadyClosed) {
      // it has ended
    }
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
