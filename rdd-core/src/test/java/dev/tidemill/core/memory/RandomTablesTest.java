package dev.tidemill.core.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tidemill.Tuple2;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random tables with too little memory against a plain model: the same keys in the same order, and
 * for each key the same calls of the program's functions in the same order, with the same
 * arguments.
 *
 * <p>A failure names its seed; {@code -Dtable.seed=...} runs that one alone.
 */
class RandomTablesTest {
  private static final int TABLES = 150;

  @TempDir Path place;

  record Key(int number, String text) {
    /** Poor, as hashes of programs are. */
    @Override
    public int hashCode() {
      return number % 100;
    }
  }

  /** One value that is added. */
  private record Added(int source, Object key, String value) {}

  /** What has become of a key's values, and every call so far. */
  private static final class Recording implements Combiner<String, List<String>> {
    final Map<String, Integer> calls = new HashMap<>();
    private final boolean changesItsArgument;

    Recording(boolean changesItsArgument) {
      this.changesItsArgument = changesItsArgument;
    }

    @Override
    public List<String> create(int source, String value) {
      calls.merge("create " + source + value, 1, Integer::sum);
      return new ArrayList<>(List.of("create " + source + value));
    }

    @Override
    public List<String> merge(List<String> combined, int source, String value) {
      calls.merge("merge " + combined.size() + " " + source + value, 1, Integer::sum);
      List<String> result = changesItsArgument ? combined : new ArrayList<>(combined);
      result.add("merge " + source + value);
      return result;
    }
  }

  @Test
  @Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void everyTableGivesWhatAPlainMapGives() throws Exception {
    Long only = Long.getLong("table.seed");
    Random seeds = new Random();
    long written = 0;
    for (int i = 0; i < (only == null ? TABLES : 1); i++) {
      written += check(only == null ? seeds.nextLong() : only);
    }
    assertTrue(only != null || written > 0, "no table was moved to disk");
  }

  private long check(long seed) throws Exception {
    Random random = new Random(seed);
    String what = "replay with -Dtable.seed=" + seed;
    List<Added> added = added(random);
    boolean changes = random.nextBoolean();
    Recording expectedCalls = new Recording(changes);
    Map<Object, List<String>> expected = new LinkedHashMap<>();
    for (Added one : added) {
      List<String> before = expected.get(one.key);
      expected.put(
          one.key,
          before == null
              ? expectedCalls.create(one.source, one.value)
              : expectedCalls.merge(before, one.source, one.value));
    }
    Recording calls = new Recording(changes);
    try (SmallWorkspace small = new SmallWorkspace(place, 1 + random.nextInt(1 << 17))) {
      try (SpillingTable<Object, String, List<String>> table =
          new SpillingTable<>(small.workspace, calls)) {
        for (Added one : added) {
          table.add(one.source, one.key, one.value);
        }
        Iterator<Tuple2<Object, List<String>>> got = table.result();
        for (Map.Entry<Object, List<String>> entry : expected.entrySet()) {
          Tuple2<Object, List<String>> pair = got.next();
          assertEquals(entry.getKey(), pair._1, what);
          assertEquals(entry.getValue(), pair._2, what);
        }
        assertTrue(!got.hasNext(), what);
        assertEquals(expectedCalls.calls, calls.calls, what);
      }
      small.requireNothingHeld(what);
      assertEquals(List.of(), small.warnings, what);
      return small.files.bytesWritten();
    }
  }

  private static List<Added> added(Random random) {
    int count = 1 << random.nextInt(14);
    int keys = 1 + random.nextInt(count);
    int longest = 1 << random.nextInt(10);
    boolean skewed = random.nextBoolean();
    int kinds = 1 + random.nextInt(4);
    List<Added> added = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(keys);
      if (skewed) {
        number = random.nextInt(number + 1) / 2;
      }
      String value = i + "x".repeat(random.nextInt(longest));
      added.add(new Added(random.nextInt(3), key(number, number % kinds), value));
    }
    return added;
  }

  private static Object key(int number, int kind) {
    return switch (kind) {
      case 0 -> number;
      case 1 -> "key " + number;
      case 2 -> number % 5 == 0 ? null : new Key(number, "k");
      default -> new Tuple2<>(number, List.of("part", number));
    };
  }
}
