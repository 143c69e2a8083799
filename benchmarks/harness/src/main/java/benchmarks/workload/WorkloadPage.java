package benchmarks.workload;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Every workload on one page. A new one is named here, and in the {@link Workloads} of each engine.
 */
public enum WorkloadPage {
  TINY_JOB("tiny-job", "job", Kind.BUSY, "word count in two stages over 10 lines, collected"),
  TINY_BATCH(
      "tiny-batch", "batch", Kind.PACED, "the same as batches of a stream, one each interval"),
  EMPTY_BATCH("empty-batch", "batch", Kind.PACED, "the same stream without a line in its batches"),
  NARROW_CHAIN(
      "narrow-chain",
      "million records",
      Kind.BUSY,
      "map, filter, map, filter, map over boxed integers, counted"),
  NARROW_CHAIN_4(
      "narrow-chain-4",
      "million records",
      Kind.BUSY,
      "four different chains of that kind taking turns"),
  WORD_COUNT(
      "word-count",
      "million words",
      Kind.BUSY,
      "lines of 10 words, 100,000-word vocabulary, Zipf 1.0, counted and collected"),
  START("start", "start", Kind.PROCESS, "process start to the first batch done, a process each");

  /** How a workload is timed. */
  public enum Kind {
    /** As fast as it can: wall time is the figure. */
    BUSY,
    /** Waits for the clock: wall time says nothing, CPU time and the batches' own times do. */
    PACED,
    /** Once in a new process. */
    PROCESS
  }

  private final String title;
  private final String unit;
  private final Kind kind;
  private final String description;

  WorkloadPage(String title, String unit, Kind kind, String description) {
    this.title = title;
    this.unit = unit;
    this.kind = kind;
    this.description = description;
  }

  public String title() {
    return title;
  }

  public String unit() {
    return unit;
  }

  public Kind kind() {
    return kind;
  }

  public String description() {
    return description;
  }

  /**
   * @throws IllegalArgumentException if there is none of that name, naming those there are
   */
  public static WorkloadPage named(String title) {
    return Arrays.stream(values())
        .filter(page -> page.title.equals(title))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "No workload is named "
                        + title
                        + "; there are "
                        + Arrays.stream(values())
                            .map(WorkloadPage::title)
                            .collect(Collectors.joining(", "))
                        + "."));
  }
}
