package benchmarks.handwritten;

import benchmarks.data.Inputs;
import benchmarks.workload.Outcome;
import benchmarks.workload.Parameters;
import benchmarks.workload.Workload;
import java.util.Iterator;
import java.util.Map;

/** A HashMap a thread, then the second put into the first. */
final class WordCountLoop implements Workload {
  private final Halves halves = new Halves();

  WordCountLoop(Parameters parameters) {
    Inputs.prepareLines(parameters);
  }

  @Override
  public Outcome run() throws Exception {
    Iterator<Map<String, Integer>> parts =
        halves.each(part -> WordCounts.of(Inputs.lines(part))).iterator();
    Map<String, Integer> counts = parts.next();
    while (parts.hasNext()) {
      parts.next().forEach((word, count) -> counts.merge(word, count, Integer::sum));
    }
    return new Outcome(
        WordCounts.checksum(counts), Inputs.size() * (double) Inputs.WORDS_PER_LINE / 1e6);
  }

  @Override
  public void close() {
    halves.close();
  }
}
