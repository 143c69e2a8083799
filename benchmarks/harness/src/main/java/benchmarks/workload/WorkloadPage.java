package benchmarks.workload;

import java.util.Arrays;
import java.util.Optional;
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
  SORT("sort", "million records", Kind.BUSY, "sortByKey over string keys, read in order"),
  JOIN("join", "million records", Kind.BUSY, "join of two datasets, as many keys as records"),
  GROUP("group", "million records", Kind.BUSY, "groupByKey, 10 values for each of the string keys"),
  CACHED_STRINGS(
      "cached-strings",
      "million strings",
      Kind.BUSY,
      "cached lines filtered and counted, then mapped and reduced"),
  TINY_OUTPUTS(
      "tiny-outputs",
      "batch",
      Kind.PACED,
      "tiny-batch with several outputs of its counts",
      Sweep.of("outputs", 1, 5, 20)),
  TINY_STAGES(
      "tiny-stages",
      "batch",
      Kind.PACED,
      "tiny-batch in more or fewer stages",
      Sweep.of("stages", 1, 2, 5)),
  JOURNAL(
      "journal",
      "batch",
      Kind.PACED,
      "tiny-batch without and with a checkpoint directory on the local disk",
      Sweep.of("directory", 0, 1)),
  WINDOW(
      "window",
      "slide",
      Kind.PACED,
      "reduceByKeyAndWindow, 1,000 records a slide, once the window is full",
      Sweep.of("ratio", 10, 60, 600, 3600).legacyAtMost(60)),
  WINDOW_INVERSE(
      "window-inverse",
      "slide",
      Kind.PACED,
      "the same with an inverse function",
      Sweep.of("ratio", 10, 60, 600, 3600).legacyAtMost(60)),
  MAP_WITH_STATE(
      "map-with-state",
      "batch",
      Kind.PACED,
      "mapWithState that adds up by key; 1,000 updates a batch, a state of 10,000 keys and more",
      Sweep.of("keys", 10_000, 100_000, 1_000_000, 10_000_000).legacyAtMost(100_000)),
  UPDATE_STATE(
      "update-state",
      "batch",
      Kind.PACED,
      "the same by updateStateByKey",
      Sweep.of("keys", 10_000, 100_000, 1_000_000).legacyAtMost(100_000)),
  START("start", "start", Kind.PROCESS, "process start to the first batch done, a process each"),
  RESTART(
      "restart",
      "restart",
      Kind.RESTART,
      "a process that counts over a window of files is killed: its next start to the first new batch");

  /** How a workload is timed. */
  public enum Kind {
    /** As fast as it can: wall time is the figure. */
    BUSY,
    /** Waits for the clock: wall time says nothing, CPU time and the batches' own times do. */
    PACED,
    /** Once in a new process. */
    PROCESS,
    /** Once in a new process, which goes on where a killed one was. */
    RESTART;

    /** Whether each round is a process of its own. */
    public boolean isProcess() {
      return this == PROCESS || this == RESTART;
    }
  }

  private final String title;
  private final String unit;
  private final Kind kind;
  private final String description;
  private final Optional<Sweep> sweep;

  WorkloadPage(String title, String unit, Kind kind, String description) {
    this(title, unit, kind, description, Optional.empty());
  }

  WorkloadPage(String title, String unit, Kind kind, String description, Sweep sweep) {
    this(title, unit, kind, description, Optional.of(sweep));
  }

  WorkloadPage(String title, String unit, Kind kind, String description, Optional<Sweep> sweep) {
    this.title = title;
    this.unit = unit;
    this.kind = kind;
    this.description = description;
    this.sweep = sweep;
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

  public Optional<Sweep> sweep() {
    return sweep;
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
