package benchmarks.handwritten;

import benchmarks.data.Inputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.util.List;
import java.util.Map;

/** Counts the words of a few lines, on the calling thread. */
final class TinyJobLoop implements Workload {
  private final List<List<String>> inputs;

  TinyJobLoop(Parameters parameters) {
    inputs = Inputs.tinyBatches(parameters.number("jobs", 50), parameters.number("lines", 10));
  }

  @Override
  public Outcome run() {
    long[] nanos = new long[inputs.size()];
    Checksum checksum = new Checksum();
    for (int i = 0; i < nanos.length; i++) {
      long begin = System.nanoTime();
      Map<String, Integer> counts = WordCounts.of(inputs.get(i).iterator());
      nanos[i] = System.nanoTime() - begin;
      checksum.add(WordCounts.checksum(counts));
    }
    return new Outcome(checksum.value(), nanos.length, Map.of("job", nanos));
  }
}
