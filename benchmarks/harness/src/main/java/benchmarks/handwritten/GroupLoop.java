package benchmarks.handwritten;

import benchmarks.data.KeyedInputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;

/** Lists of values in a HashMap. */
final class GroupLoop implements Workload {
  private final Halves halves = new Halves();

  GroupLoop(Parameters parameters) {
    KeyedInputs.prepare(parameters, 1, 10);
  }

  @Override
  public Outcome run() throws Exception {
    Checksum checksum = new Checksum();
    Groups.of(halves, 0).forEach((key, values) -> checksum.add(key, Checksum.of(values)));
    return new Outcome(checksum.value(), KeyedInputs.size() / 1e6);
  }

  @Override
  public void close() {
    halves.close();
  }
}
