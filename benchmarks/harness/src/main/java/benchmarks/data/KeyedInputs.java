package benchmarks.data;

import benchmarks.workload.Parameters;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Records with keys drawn uniformly, on two sides so that they can be joined. Entries and not
 * tuples, since each engine has its own: the tasks make theirs.
 */
public final class KeyedInputs {
  private static List<Map.Entry<String, Integer>[]> sides = List.of();

  private KeyedInputs() {}

  /**
   * @param defaultRecordsEach of a key, on average
   */
  public static void prepare(Parameters parameters, int sideCount, int defaultRecordsEach) {
    int records = parameters.number("records", 1_000_000);
    int keys = parameters.number("keys", Math.max(1, records / defaultRecordsEach));
    SplittableRandom random = new SplittableRandom(42);
    @SuppressWarnings({"unchecked", "rawtypes"})
    Map.Entry<String, Integer>[][] made = new Map.Entry[sideCount][records];
    for (Map.Entry<String, Integer>[] side : made) {
      Arrays.setAll(side, i -> Map.entry(key(random.nextInt(keys)), i));
    }
    sides = List.of(made);
  }

  /** A new string for every record, as if it had been read. */
  static String key(int number) {
    String digits = Integer.toString(number);
    return "key-" + "0".repeat(Math.max(0, 8 - digits.length())) + digits;
  }

  /** Records of all sides. */
  public static int size() {
    return sides.stream().mapToInt(side -> side.length).sum();
  }

  public static List<Map.Entry<String, Integer>> side(int side) {
    return Arrays.asList(sides.get(side));
  }

  public static Iterator<Map.Entry<String, Integer>> part(int side, int partition) {
    return Inputs.part(sides.get(side), partition).iterator();
  }
}
