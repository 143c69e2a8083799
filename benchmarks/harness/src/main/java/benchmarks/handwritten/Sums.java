package benchmarks.handwritten;

import benchmarks.data.Inputs;
import benchmarks.data.StateInputs;
import benchmarks.workload.HeapInUse;
import java.util.HashMap;
import java.util.Map;
import java.util.PrimitiveIterator;

/** Sums by key: just a map. */
class Sums {
  private final Map<String, Long> sums = new HashMap<>();
  private Map<String, Double> figures = Map.of();

  static Sums loaded(StateInputs.Sizes sizes) throws InterruptedException {
    Sums sums = sizes.timeout() == 0 ? new Sums() : new TimedSums(sizes.timeout());
    sums.load(sizes.keys());
    return sums;
  }

  private void load(int keys) throws InterruptedException {
    long heap = HeapInUse.bytes();
    long begin = System.nanoTime();
    for (int partition = 0; partition < Inputs.PARTITIONS; partition++) {
      PrimitiveIterator.OfInt numbers = StateInputs.initial(keys, partition);
      while (numbers.hasNext()) {
        int number = numbers.nextInt();
        put(StateInputs.key(number), StateInputs.value(number));
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double overhead = StateInputs.overhead(HeapInUse.bytes() - heap, keys);
    figures = Map.of("load s", seconds, "heap bytes a key beside it and its value", overhead);
  }

  /** What loading it has taken. */
  final Map<String, Double> figures() {
    return figures;
  }

  void put(String key, Long sum) {
    sums.put(key, sum);
  }

  /** Adds one to a key's sum; what it is then. */
  Long increment(String key) {
    return sums.merge(key, 1L, Long::sum);
  }

  /** A batch is through. */
  void batchDone() {}

  final Map<String, Long> all() {
    return sums;
  }
}
