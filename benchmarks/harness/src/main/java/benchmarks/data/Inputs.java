package benchmarks.data;

import benchmarks.workload.Parameters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The input of each workload with its default sizes, so that all engines agree on them. Static
 * where tasks read it: a dataset then starts from a reference, and no engine is timed copying
 * records into its tasks.
 */
public final class Inputs {
  public static final int WORDS_PER_LINE = 10;

  /** Stands in every 10,000th of many lines. */
  public static final String WANTED = "zqxj";

  public static final int PARTITIONS = 2;
  private static final int VOCABULARY = 100_000;

  private static Object[] records = {};

  private Inputs() {}

  /** One short list of lines for each batch or job. */
  public static List<List<String>> tinyBatches(int batches, int linesEach) {
    ZipfWords words = new ZipfWords(VOCABULARY);
    List<List<String>> made = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      made.add(List.of(words.lines(linesEach, WORDS_PER_LINE)));
    }
    return made;
  }

  /** The one batch of a start; from few words, since making them is part of what is timed. */
  public static List<List<String>> firstBatch(Parameters parameters) {
    return List.of(
        List.of(new ZipfWords(1_000).lines(parameters.number("lines", 10), WORDS_PER_LINE)));
  }

  public static void prepareLines(Parameters parameters) {
    records = new ZipfWords(VOCABULARY).lines(parameters.number("lines", 100_000), WORDS_PER_LINE);
  }

  /** Lines to look for {@link #WANTED} in. Some 100 MB by default. */
  public static void prepareManyLines(Parameters parameters) {
    String[] lines =
        new ZipfWords(VOCABULARY).lines(parameters.number("lines", 1_000_000), WORDS_PER_LINE);
    for (int i = 0; i < lines.length; i += 10_000) {
      lines[i] += " " + WANTED;
    }
    records = lines;
  }

  public static void prepareIntegers(Parameters parameters) {
    Integer[] integers = new Integer[parameters.number("records", 1_000_000)];
    Arrays.setAll(integers, i -> i);
    records = integers;
  }

  public static int size() {
    return records.length;
  }

  public static Iterator<Integer> integers(int partition) {
    return part((Integer[]) records, partition).iterator();
  }

  public static Iterator<String> lines(int partition) {
    return part((String[]) records, partition).iterator();
  }

  static <T> List<T> part(T[] all, int partition) {
    int from = (int) ((long) all.length * partition / PARTITIONS);
    int to = (int) ((long) all.length * (partition + 1) / PARTITIONS);
    return Arrays.asList(all).subList(from, to);
  }
}
