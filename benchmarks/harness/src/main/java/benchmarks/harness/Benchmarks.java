package benchmarks.harness;

import benchmarks.workload.WorkloadPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** The command behind {@code benchmarks/run}; the working directory is the benchmarks folder. */
public final class Benchmarks {
  private static final Path RESULTS = Path.of("results");

  private Benchmarks() {}

  public static void main(String[] args) throws Exception {
    Options options;
    try {
      options = Options.parse(List.of(args));
    } catch (IllegalArgumentException wrong) {
      System.err.println(wrong.getMessage());
      System.err.print(Options.HELP);
      System.exit(2);
      return;
    }
    if (options.workloads().isEmpty()) {
      System.out.print(Options.HELP);
      for (WorkloadPage page : WorkloadPage.values()) {
        System.out.printf("  %-16s%s%n", page.title(), page.description());
      }
      return;
    }
    Files.createDirectories(RESULTS);
    try {
      for (WorkloadPage page : options.workloads()) {
        List<Result> results = new ArrayList<>();
        for (Options run : options.runs(page)) {
          results.add(run(page, run));
        }
        Growth.of(page, results).ifPresent(System.out::println);
      }
    } catch (RunFailedException failed) {
      System.err.println("No figures: " + failed.getMessage());
      System.exit(1);
    }
  }

  private static Result run(WorkloadPage page, Options options) throws Exception {
    Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    double loadBefore = Surroundings.load();
    Result result = new WorkloadRun(page, options, RESULTS).run();
    Surroundings surroundings =
        Surroundings.now(begin, options.engines(), loadBefore, Surroundings.load());
    String markdown = new MarkdownReport(page, options, result, surroundings).text();
    System.out.println(markdown);
    String name = page.title() + "-" + begin.toString().replace(":", "");
    Files.writeString(RESULTS.resolve(name + ".md"), markdown);
    Files.writeString(
        RESULTS.resolve(name + ".json"),
        new JsonReport(page, options, result, surroundings).text());
    return result;
  }
}
