package benchmarks.harness;

import benchmarks.workload.WorkloadPage;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One workload on all engines. Their processes live side by side, but only one of them works at any
 * time:
 *
 * <pre>
 *   prepare A B C ─► check A B C, equal? ─► warm A B C ─► run A B C, A B C, ... ─► equal still?
 * </pre>
 */
final class WorkloadRun {
  private final WorkloadPage page;
  private final Options options;
  private final Path directory;
  private final Map<String, Integer> sizes = new TreeMap<>();
  private final Map<Engine, List<Round>> rounds = new EnumMap<>(Engine.class);

  WorkloadRun(WorkloadPage page, Options options, Path directory) {
    this.page = page;
    this.options = options;
    this.directory = directory;
    options.engines().forEach(engine -> rounds.put(engine, new ArrayList<>()));
  }

  Result run() throws Exception {
    switch (page.kind()) {
      case PROCESS -> runProcesses(this::startOnce);
      case RESTART -> runProcesses(this::restartOnce);
      default -> runSideBySide();
    }
    Map<Engine, Set<String>> checksums = new EnumMap<>(Engine.class);
    rounds.forEach(
        (engine, of) ->
            checksums.put(engine, of.stream().map(Round::checksum).collect(Collectors.toSet())));
    Result.requireEqual(checksums);
    return new Result(sizes, rounds);
  }

  private void runSideBySide() throws Exception {
    Map<Engine, WorkerProcess> workers = new EnumMap<>(Engine.class);
    try {
      for (Engine engine : options.engines()) {
        progress("prepare", engine);
        workers.put(engine, new WorkerProcess(engine, page, options, directory, List.of()));
        readSizes(workers.get(engine).ask("prepare"));
      }
      Map<Engine, Set<String>> checksums = new EnumMap<>(Engine.class);
      for (Engine engine : options.engines()) {
        progress("check", engine);
        checksums.put(engine, Set.of(checksum(workers.get(engine).ask("check"))));
      }
      Result.requireEqual(checksums);
      for (Engine engine : options.engines()) {
        progress("warm up", engine);
        workers.get(engine).ask("warm " + options.warmSeconds());
      }
      for (int round = 1; round <= options.rounds(page); round++) {
        for (Engine engine : options.engines()) {
          progress("round " + round + " of " + options.rounds(page), engine);
          JsonNode answer = workers.get(engine).ask("run " + options.roundSeconds());
          rounds.get(engine).add(Round.from(answer));
        }
      }
    } finally {
      for (WorkerProcess worker : workers.values()) {
        worker.close();
      }
    }
  }

  /** Measures one process. */
  @FunctionalInterface
  private interface Once {
    Round of(Engine engine) throws Exception;
  }

  private void runProcesses(Once once) throws Exception {
    for (int round = 1; round <= options.rounds(page); round++) {
      for (Engine engine : options.engines()) {
        progress("round " + round + " of " + options.rounds(page), engine);
        rounds.get(engine).add(once.of(engine));
      }
    }
  }

  /** Both requests are there before the process is, so that it waits for none of them. */
  private Round startOnce(Engine engine) throws Exception {
    return startOnce(engine, List.of());
  }

  /** The first process makes what the second finds, and is killed when it says that it is there. */
  private Round restartOnce(Engine engine) throws Exception {
    Path place = Files.createTempDirectory("benchmark-restart");
    try {
      List<String> arguments = List.of("-Dbenchmark.place=" + place);
      WorkerProcess first = new WorkerProcess(engine, page, options, directory, arguments);
      first.ask("prepare");
      first.ask("check");
      first.kill();
      return startOnce(engine, arguments);
    } finally {
      delete(place);
    }
  }

  private static void delete(Path place) throws IOException {
    try (Stream<Path> files = Files.walk(place)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Round startOnce(Engine engine, List<String> arguments) throws Exception {
    long begin = System.nanoTime();
    try (WorkerProcess worker = new WorkerProcess(engine, page, options, directory, arguments)) {
      worker.say("prepare");
      worker.say("check");
      JsonNode prepared = worker.hear();
      String checksum = checksum(worker.hear());
      long wall = System.nanoTime() - begin;
      readSizes(prepared);
      double cpu = worker.ask("cpu").get("cpuNanos").asDouble();
      return new Round(checksum, 1, wall, cpu, Double.NaN, Double.NaN, Map.of(), Map.of());
    }
  }

  private void readSizes(JsonNode prepared) throws RunFailedException {
    prepared
        .get("parameters")
        .properties()
        .forEach(size -> sizes.put(size.getKey(), size.getValue().asInt()));
    for (String name : options.sizes().keySet()) {
      if (!sizes.containsKey(name)) {
        throw new RunFailedException(
            page.title() + " has no size " + name + "; it has " + sizes.keySet() + ".");
      }
    }
  }

  private static String checksum(JsonNode answer) {
    return answer.get("checksum").asText();
  }

  private void progress(String step, Engine engine) {
    System.err.println(page.title() + ": " + step + ", " + engine.title());
  }
}
