package benchmarks.harness;

import benchmarks.workload.WorkloadPage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/** A run for people: median and range of the rounds, ratios, and what it all ran on. */
final class MarkdownReport {
  private static final double MILLI = 1e6;
  private static final double KILO = 1e3;

  private final WorkloadPage page;
  private final Options options;
  private final Result result;
  private final Surroundings surroundings;
  private final StringBuilder text = new StringBuilder();

  MarkdownReport(WorkloadPage page, Options options, Result result, Surroundings surroundings) {
    this.page = page;
    this.options = options;
    this.result = result;
    this.surroundings = surroundings;
  }

  String text() {
    line("# " + page.title());
    line("");
    line(capital(page.description()) + ". Sizes: " + result.sizes() + ".");
    line(rounds() + " Results were equal: " + anyChecksum() + ".");
    line("");
    figures();
    times();
    otherFigures();
    line("## Run on");
    line("");
    surroundings.facts().forEach((name, value) -> line("- " + name + ": " + value));
    line("");
    surroundings
        .settings()
        .forEach((file, content) -> line("`" + file + "`\n\n```\n" + content.strip() + "\n```\n"));
    return text.toString();
  }

  private String rounds() {
    return page.kind().isProcess()
        ? "Processes of each engine, taking turns: " + options.rounds(page) + "."
        : options.warmSeconds()
            + " s warm-up, then "
            + options.rounds(page)
            + " rounds of "
            + options.roundSeconds()
            + " s, the engines taking turns.";
  }

  private String anyChecksum() {
    return result.rounds().values().iterator().next().get(0).checksum();
  }

  private void figures() {
    line("Per " + page.unit() + ", median (range) of the rounds; ratios are medians over rounds:");
    line("");
    boolean wall = page.kind() != WorkloadPage.Kind.PACED;
    List<String> head = new ArrayList<>(List.of("engine"));
    if (wall) {
      head.add("wall ms");
    }
    head.add("CPU ms");
    if (!page.kind().isProcess()) {
      head.add("allocated kB");
    }
    if (!wall) {
      head.add("written kB");
    }
    ratioHeads(head, wall ? "wall" : null, "CPU");
    row(head);
    row(Collections.nCopies(head.size(), "---"));
    result
        .rounds()
        .forEach(
            (engine, rounds) -> {
              List<String> cells = new ArrayList<>(List.of(engine.title()));
              if (wall) {
                cells.add(Spread.of(rounds, Round::wallNanos).text(MILLI));
              }
              cells.add(Spread.of(rounds, Round::cpuNanos).text(MILLI));
              if (!page.kind().isProcess()) {
                cells.add(Spread.of(rounds, Round::allocatedBytes).text(KILO));
              }
              if (!wall) {
                cells.add(Spread.of(rounds, Round::writtenBytes).text(KILO));
              }
              if (wall) {
                ratios(cells, rounds, Round::wallNanos);
              }
              ratios(cells, rounds, Round::cpuNanos);
              row(cells);
            });
    line("");
  }

  private void times() {
    TreeSet<String> series = new TreeSet<>();
    result.rounds().values().forEach(rounds -> series.addAll(rounds.get(0).nanos().keySet()));
    if (series.isEmpty()) {
      return;
    }
    line(
        "Times of each "
            + page.unit()
            + " in ms; percentiles of a round, median (range) of these:");
    line("");
    List<String> head =
        new ArrayList<>(List.of("what", "engine", "p50", "p99", "most", "most / p50"));
    ratioHeads(head, "p50");
    row(head);
    row(Collections.nCopies(head.size(), "---"));
    for (String name : series) {
      for (Map.Entry<Engine, List<Round>> engine : result.rounds().entrySet()) {
        List<Round> rounds = engine.getValue();
        List<String> cells = new ArrayList<>(List.of(name, engine.getKey().title()));
        cells.add(Spread.of(rounds, round -> round.nanos().get(name).p50()).text(MILLI));
        cells.add(Spread.of(rounds, round -> round.nanos().get(name).p99()).text(MILLI));
        cells.add(Spread.of(rounds, round -> round.nanos().get(name).max()).text(MILLI));
        cells.add(Spread.of(rounds, round -> round.nanos().get(name).mostToMedian()).text(1));
        ratios(cells, rounds, round -> round.nanos().get(name).p50());
        row(cells);
      }
    }
    line("");
  }

  private void otherFigures() {
    TreeSet<String> names = new TreeSet<>();
    result.rounds().values().forEach(rounds -> names.addAll(rounds.get(0).figures().keySet()));
    if (names.isEmpty()) {
      return;
    }
    line("Else, mean of a round's operations, median (range) of these:");
    line("");
    row(List.of("what", "engine", "figure"));
    row(List.of("---", "---", "---"));
    for (String name : names) {
      result
          .rounds()
          .forEach(
              (engine, rounds) ->
                  row(
                      List.of(
                          name,
                          engine.title(),
                          Spread.of(rounds, round -> round.figures().get(name)).text(1))));
    }
    line("");
  }

  private void ratioHeads(List<String> head, String... values) {
    for (String value : values) {
      if (value != null) {
        references().forEach(engine -> head.add(value + " / " + engine.title()));
      }
    }
  }

  private void ratios(List<String> cells, List<Round> rounds, ToDoubleFunction<Round> value) {
    references()
        .forEach(
            engine ->
                cells.add(Spread.digits(Spread.ratio(rounds, result.rounds().get(engine), value))));
  }

  /** What the others are compared to. */
  private List<Engine> references() {
    return result.rounds().keySet().stream().filter(engine -> engine != Engine.LEGACY).toList();
  }

  private void row(List<String> cells) {
    line("| " + String.join(" | ", cells) + " |");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }

  private static String capital(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
