package benchmarks.handwritten;

import benchmarks.data.KeyedInputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.util.Arrays;
import java.util.Map;

/** A copy, sorted by {@code Arrays.parallelSort}. */
final class SortLoop implements Workload {
  SortLoop(Parameters parameters) {
    KeyedInputs.prepare(parameters, 1, 1);
  }

  @Override
  public Outcome run() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Map.Entry<String, Integer>[] entries = KeyedInputs.side(0).toArray(new Map.Entry[0]);
    Arrays.parallelSort(entries, Map.Entry.comparingByKey());
    Checksum checksum = new Checksum();
    String before = "";
    for (Map.Entry<String, Integer> entry : entries) {
      if (before.compareTo(entry.getKey()) > 0) {
        throw new IllegalStateException(before + " stands before " + entry.getKey());
      }
      before = entry.getKey();
      checksum.add(before, entry.getValue());
    }
    return new Outcome(checksum.value(), KeyedInputs.size() / 1e6);
  }
}
