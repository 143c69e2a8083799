package benchmarks.handwritten;

import benchmarks.data.Inputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.util.Iterator;

/** Two walks over an array: the lines that contain a text, and the length of all lines. */
final class CachedStringsLoop implements Workload {
  private final Halves halves = new Halves();

  CachedStringsLoop(Parameters parameters) {
    Inputs.prepareManyLines(parameters);
  }

  @Override
  public Outcome run() throws Exception {
    Checksum checksum = new Checksum();
    checksum.add(halves.each(CachedStringsLoop::matches).stream().mapToLong(n -> n).sum());
    checksum.add(halves.each(CachedStringsLoop::letters).stream().mapToLong(n -> n).sum());
    return new Outcome(checksum.value(), Inputs.size() / 1e6);
  }

  private static long matches(int part) {
    long count = 0;
    for (Iterator<String> lines = Inputs.lines(part); lines.hasNext(); ) {
      if (lines.next().contains(Inputs.WANTED)) {
        count++;
      }
    }
    return count;
  }

  private static int letters(int part) {
    int sum = 0;
    for (Iterator<String> lines = Inputs.lines(part); lines.hasNext(); ) {
      sum += lines.next().length();
    }
    return sum;
  }

  @Override
  public void close() {
    halves.close();
  }
}
