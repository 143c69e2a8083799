package dev.tidemill.core.memory.measure;

import dev.tidemill.Tuple2;
import dev.tidemill.core.codec.Codec;
import dev.tidemill.core.memory.Combiner;
import dev.tidemill.core.memory.MemoryBudget;
import dev.tidemill.core.memory.SpillFiles;
import dev.tidemill.core.memory.SpillingTable;
import dev.tidemill.core.memory.Workspace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What combining by key costs: two million words of several vocabularies, counted by a table that
 * has enough memory, by one that has a tenth of what it wants, and by a HashMap. Prints the median
 * of ten rounds after ten unmeasured ones, in nanoseconds a word. Not part of the build: run {@code
 * main} on the test class path, with -Xmx2g.
 */
final class TableCost {
  private static final int WORDS = 2_000_000;
  private static final int ROUNDS = 20;
  private static final Combiner<Integer, Integer> COUNT =
      new Combiner<>() {
        @Override
        public Integer create(int source, Integer value) {
          return value;
        }

        @Override
        public Integer merge(Integer combined, int source, Integer value) {
          return combined + value;
        }
      };

  private interface Form {
    int count(String[] words) throws Exception;
  }

  /** What a round leaves behind, so that it cannot be left out. */
  private static volatile Object kept;

  private TableCost() {}

  public static void main(String[] arguments) throws Exception {
    for (int vocabulary : new int[] {100, 100_000, 2_000_000}) {
      String[] words = words(vocabulary);
      int keys = map(words);
      long wanted = keys * 150L;
      measure(vocabulary, "HashMap", TableCost::map, words);
      measure(vocabulary, "table", given -> table(given, Long.MAX_VALUE), words);
      measure(vocabulary, "table with a tenth", given -> table(given, wanted / 10), words);
    }
  }

  private static int map(String[] words) {
    Map<String, Integer> counts = new HashMap<>();
    for (String word : words) {
      counts.merge(word, 1, Integer::sum);
    }
    kept = counts;
    return counts.size();
  }

  private static int table(String[] words, long limit) throws Exception {
    Path directory = Path.of(System.getProperty("java.io.tmpdir"));
    try (SpillFiles files = new SpillFiles(List.of(directory));
        SpillingTable<String, Integer, Integer> table =
            new SpillingTable<>(
                new Workspace(Codec.plain(), new MemoryBudget(limit, 1), files), COUNT)) {
      for (String word : words) {
        table.add(0, word, 1);
      }
      int keys = 0;
      for (Iterator<Tuple2<String, Integer>> all = table.result(); all.hasNext(); keys++) {
        kept = all.next();
      }
      return keys;
    }
  }

  private static void measure(int vocabulary, String what, Form form, String[] words)
      throws Exception {
    double[] times = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begin = System.nanoTime();
      kept = form.count(words);
      times[round] = (System.nanoTime() - begin) / (double) WORDS;
    }
    double[] warm = Arrays.copyOfRange(times, ROUNDS / 2, ROUNDS);
    Arrays.sort(warm);
    System.out.printf(
        "%d words, %s: %.1f ns (%.1f to %.1f)%n",
        vocabulary, what, warm[warm.length / 2], warm[0], warm[warm.length - 1]);
  }

  private static String[] words(int vocabulary) {
    SplittableRandom random = new SplittableRandom(42);
    String[] words = new String[WORDS];
    for (int i = 0; i < WORDS; i++) {
      int word = random.nextInt(random.nextInt(vocabulary) + 1); // earlier ones are more frequent
      words[i] = Long.toString(word * 7_919L + 10_000, 36) + "w";
    }
    return words;
  }
}
