package benchmarks.harness;

import benchmarks.workload.Sweep;
import benchmarks.workload.WorkloadPage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;

/**
 * What the command line asks for.
 *
 * @param engines empty if the command line names none
 * @param givenRounds 0 if the command line names none
 * @param sizes of the workload, by name, where they are not the default
 */
record Options(
    List<WorkloadPage> workloads,
    List<Engine> engines,
    int givenRounds,
    int warmSeconds,
    int roundSeconds,
    Map<String, Integer> sizes) {

  static final String HELP =
      """
      benchmarks/run WORKLOAD... [options]
        --rounds N             turns of each engine (5; for start 10)
        --warm SECONDS         warm-up of each engine before its first turn (20)
        --seconds SECONDS      length of a turn (10)
        --engines A,B          of tidemill, legacy, hand-written (all; the legacy engine not where it
                               would take hours)
        --set NAME=NUMBER      a size of the workload; the report lists them all. Without it some
                               workloads run through several values of one size
      benchmarks/run --kernels [options of JMH]
      Workloads:
      """;

  int rounds(WorkloadPage page) {
    if (givenRounds > 0) {
      return givenRounds;
    }
    return page.kind().isProcess() ? 10 : 5;
  }

  /** One run for each value that the workload goes through, with the engines that take part. */
  List<Options> runs(WorkloadPage page) {
    if (page.sweep().isEmpty()) {
      return List.of(with(participants(true), sizes));
    }
    Sweep sweep = page.sweep().get();
    Integer given = sizes.get(sweep.size());
    List<Options> runs = new ArrayList<>();
    for (int value : given == null ? sweep.values() : List.of(given)) {
      Map<String, Integer> runSizes = new TreeMap<>(sizes);
      runSizes.put(sweep.size(), value);
      runs.add(with(participants(value <= sweep.legacyAtMost()), runSizes));
    }
    return runs;
  }

  private List<Engine> participants(boolean legacy) {
    return engines.isEmpty()
        ? Arrays.stream(Engine.values()).filter(each -> legacy || each != Engine.LEGACY).toList()
        : engines;
  }

  private Options with(List<Engine> runEngines, Map<String, Integer> runSizes) {
    return new Options(workloads, runEngines, givenRounds, warmSeconds, roundSeconds, runSizes);
  }

  static Options parse(List<String> arguments) {
    List<WorkloadPage> workloads = new ArrayList<>();
    List<Engine> engines = List.of();
    Map<String, Integer> numbers =
        new TreeMap<>(Map.of("--rounds", 0, "--warm", 20, "--seconds", 10));
    Map<String, Integer> sizes = new TreeMap<>();
    Iterator<String> left = arguments.iterator();
    while (left.hasNext()) {
      String argument = left.next();
      if (numbers.containsKey(argument)) {
        numbers.put(argument, number(argument, value(argument, left)));
      } else if (argument.equals("--engines")) {
        engines = Arrays.stream(value(argument, left).split(",")).map(Engine::named).toList();
      } else if (argument.equals("--set")) {
        String[] size = value(argument, left).split("=", 2);
        sizes.put(size[0], number(argument, size[size.length - 1]));
      } else if (argument.startsWith("-")) {
        throw new IllegalArgumentException("There is no option " + argument + ".");
      } else {
        workloads.add(WorkloadPage.named(argument));
      }
    }
    return new Options(
        workloads,
        engines,
        numbers.get("--rounds"),
        numbers.get("--warm"),
        numbers.get("--seconds"),
        sizes);
  }

  private static String value(String option, Iterator<String> left) {
    try {
      return left.next();
    } catch (NoSuchElementException missing) {
      throw new IllegalArgumentException(option + " needs a value.", missing);
    }
  }

  private static int number(String option, String value) {
    try {
      return Integer.parseUnsignedInt(value);
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException(
          option + " needs a whole number, not \"" + value + "\".", notANumber);
    }
  }
}
