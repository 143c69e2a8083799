package benchmarks.engine;

import benchmarks.data.Inputs;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;

/** Word count over many lines. */
final class WordCount implements Workload {
  private final JavaSparkContext context;

  WordCount(JavaSparkContext context) {
    this.context = context;
  }

  @Override
  public Outcome run() {
    JavaRDD<String> lines = Parts.of(context).mapPartitions(part -> Inputs.lines(part.next()));
    return new Outcome(
        WordCounts.checksum(WordCounts.of(lines).collect()),
        Inputs.size() * (double) Inputs.WORDS_PER_LINE / 1e6);
  }

  @Override
  public void close() {
    context.stop();
  }
}
