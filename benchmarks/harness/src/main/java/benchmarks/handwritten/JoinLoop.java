package benchmarks.handwritten;

import benchmarks.data.KeyedInputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** A HashMap of the right side, asked by the left one's records from two threads. */
final class JoinLoop implements Workload {
  private final Halves halves = new Halves();

  JoinLoop(Parameters parameters) {
    KeyedInputs.prepare(parameters, 2, 1);
  }

  @Override
  public Outcome run() throws Exception {
    Map<String, List<Integer>> right = Groups.of(halves, 1);
    long sum =
        halves.each(part -> joined(KeyedInputs.part(0, part), right)).stream()
            .mapToLong(Long::longValue)
            .sum();
    return new Outcome(sum, KeyedInputs.size() / 1e6);
  }

  private static long joined(
      Iterator<Map.Entry<String, Integer>> left, Map<String, List<Integer>> right) {
    Checksum checksum = new Checksum();
    while (left.hasNext()) {
      Map.Entry<String, Integer> entry = left.next();
      for (Integer value : right.getOrDefault(entry.getKey(), List.of())) {
        checksum.add(entry.getKey(), entry.getValue(), value);
      }
    }
    return checksum.value();
  }

  @Override
  public void close() {
    halves.close();
  }
}
