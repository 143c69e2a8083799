package benchmarks.engine;

import benchmarks.data.Inputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;

/** Two jobs over lines that the first operation leaves in memory. */
final class CachedStrings implements Workload {
  private final JavaSparkContext context;
  private final JavaRDD<String> lines;

  CachedStrings(JavaSparkContext context) {
    this.context = context;
    lines = Parts.of(context).mapPartitions(part -> Inputs.lines(part.next())).cache();
  }

  @Override
  public Outcome run() {
    Checksum checksum = new Checksum();
    checksum.add(lines.filter(line -> line.contains(Inputs.WANTED)).count());
    checksum.add(lines.map(String::length).reduce(Integer::sum));
    return new Outcome(checksum.value(), Inputs.size() / 1e6);
  }

  @Override
  public void close() {
    context.stop();
  }
}
