package benchmarks.engine;

import benchmarks.data.Inputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.api.java.JavaSparkContext;

/**
 * Five operators over boxed integers. Four such chains taking turns in one process are what a
 * program with four streams is: code shared between them then sees several functions.
 */
final class NarrowChain implements Workload {
  private final JavaSparkContext context;
  private final int chains;

  NarrowChain(JavaSparkContext context, int chains) {
    this.context = context;
    this.chains = chains;
  }

  @Override
  public Outcome run() {
    Checksum checksum = new Checksum();
    for (int chain = 0; chain < chains; chain++) {
      JavaRDD<Integer> integers =
          Parts.of(context).mapPartitions(part -> Inputs.integers(part.next()));
      checksum.add(chain(integers, chain).count());
    }
    return new Outcome(checksum.value(), chains * (Inputs.size() / 1e6));
  }

  private static JavaRDD<Integer> chain(JavaRDD<Integer> in, int number) {
    return switch (number) {
      case 0 ->
          in.map(x -> x + 1)
              .filter(x -> x % 3 != 0)
              .map(x -> x * 5)
              .filter(x -> x % 7 != 0)
              .map(x -> x - 2);
      case 1 ->
          in.map(x -> x * 3)
              .filter(x -> x % 5 != 0)
              .map(x -> x + 11)
              .filter(x -> (x & 3) != 0)
              .map(x -> x ^ 9);
      case 2 ->
          in.map(x -> x ^ 21)
              .filter(x -> (x & 7) != 0)
              .map(x -> x - 4)
              .filter(x -> x % 11 != 0)
              .map(x -> x * 2);
      default ->
          in.map(x -> x / 2)
              .filter(x -> x % 13 != 0)
              .map(x -> x + 6)
              .filter(x -> x % 17 != 0)
              .map(x -> x >> 1);
    };
  }

  @Override
  public void close() {
    context.stop();
  }
}
