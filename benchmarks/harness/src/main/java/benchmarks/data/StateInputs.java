package benchmarks.data;

import benchmarks.workload.Parameters;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** What a state by key begins with, and the keys that batches update; read inside the tasks. */
public final class StateInputs {
  /** Of keys that are updated more often than others; and how often those are. */
  private static final double HOT = 0.1;

  private static final double HOT_UPDATES = 0.9;

  /** What a key (a string of 12 letters) and a value take of the heap, whoever keeps them. */
  private static final int PAIR_BYTES = 24 + 32 + 24;

  private static String[][] batches = {};

  private StateInputs() {}

  /**
   * The sizes of a workload with a state.
   *
   * @param keys in the state before the first batch
   * @param batches that are timed
   * @param interval of a batch, in milliseconds
   * @param timeout after which an idle key goes, in minutes; 0 for none
   * @param directory whether there is a checkpoint directory
   * @param nameNode port of the NameNode of this machine that the engines have it at; 0 for the
   *     local disk
   */
  public record Sizes(
      int keys, int batches, int interval, int timeout, boolean directory, int nameNode) {}

  public static Sizes prepareMapWithState(Parameters parameters) {
    return prepare(parameters, 60, 100, parameters.number("timeout", 0));
  }

  /** Its batches take longer, as each of them goes through all keys. */
  public static Sizes prepareUpdateState(Parameters parameters) {
    return prepare(parameters, 20, 500, 0);
  }

  private static Sizes prepare(
      Parameters parameters, int defaultBatches, int defaultInterval, int timeout) {
    int keys = parameters.number("keys", 100_000);
    int updates = parameters.number("updates", 1_000);
    boolean hot = parameters.number("hot", 0) != 0;
    SplittableRandom random = new SplittableRandom(42);
    batches = new String[parameters.number("batches", defaultBatches)][updates];
    for (String[] batch : batches) {
      Arrays.setAll(batch, i -> KeyedInputs.key(number(random, keys, hot)));
    }
    return new Sizes(
        keys,
        batches.length,
        parameters.number("interval", defaultInterval),
        timeout,
        parameters.number("directory", 1) != 0,
        parameters.number("hdfs", 0));
  }

  private static int number(SplittableRandom random, int keys, boolean hot) {
    if (hot && random.nextDouble() < HOT_UPDATES) {
      return random.nextInt(Math.max(1, (int) (keys * HOT)));
    }
    return random.nextInt(keys);
  }

  public static Iterator<String> part(int batch, int partition) {
    return Inputs.part(batches[batch], partition).iterator();
  }

  public static List<String> batch(int batch) {
    return Arrays.asList(batches[batch]);
  }

  /** The numbers of the keys that the state begins with, of a partition. */
  public static PrimitiveIterator.OfInt initial(int keys, int partition) {
    return IntStream.range(0, keys).filter(i -> i % Inputs.PARTITIONS == partition).iterator();
  }

  /** What a state takes of the heap for each key, without the keys and values themselves. */
  public static double overhead(long heapBytes, int keys) {
    return (double) heapBytes / keys - PAIR_BYTES;
  }

  public static String key(int number) {
    return KeyedInputs.key(number);
  }

  /** What the state of a key begins with: never one of the small numbers that are not made anew. */
  public static Long value(int number) {
    return number + 1_000L;
  }
}
