package benchmarks.engine;

import benchmarks.data.Inputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.List;
import java.util.Map;

/**
 * A job of two stages over a few lines: what an engine costs when there is nearly nothing to do.
 */
final class TinyJob implements Workload {
  private final JavaSparkContext context;
  private final List<List<String>> inputs;

  TinyJob(JavaSparkContext context, List<List<String>> inputs) {
    this.context = context;
    this.inputs = inputs;
  }

  @Override
  public Outcome run() {
    long[] nanos = new long[inputs.size()];
    Checksum checksum = new Checksum();
    for (int i = 0; i < nanos.length; i++) {
      long begin = System.nanoTime();
      List<Tuple2<String, Integer>> counts =
          WordCounts.of(context.parallelize(inputs.get(i), Inputs.PARTITIONS)).collect();
      nanos[i] = System.nanoTime() - begin;
      checksum.add(WordCounts.checksum(counts));
    }
    return new Outcome(checksum.value(), nanos.length, Map.of("job", nanos));
  }

  @Override
  public void close() {
    context.stop();
  }
}
