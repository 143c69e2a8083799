package benchmarks.engine;

import benchmarks.data.Inputs;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.stream.IntStream;

/**
 * A dataset with one number for each partition, to be turned into records where they are read. A
 * list given to parallelize would be serialised into every task by the one engine and handed over
 * by the other.
 */
final class Parts {
  private Parts() {}

  static JavaRDD<Integer> of(JavaSparkContext context) {
    return context.parallelize(
        IntStream.range(0, Inputs.PARTITIONS).boxed().toList(), Inputs.PARTITIONS);
  }
}
