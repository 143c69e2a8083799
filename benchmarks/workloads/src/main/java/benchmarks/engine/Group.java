package benchmarks.engine;

import benchmarks.data.KeyedInputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaSparkContext;
import java.util.Iterator;
import java.util.List;

/** Groups values by key, and looks through the groups where they are. */
final class Group implements Workload {
  private final JavaSparkContext context;

  Group(JavaSparkContext context) {
    this.context = context;
  }

  @Override
  public Outcome run() {
    List<Long> checksums =
        KeyedRecords.of(context, 0).groupByKey().mapPartitions(Group::checksum).collect();
    return new Outcome(
        checksums.stream().mapToLong(Long::longValue).sum(), KeyedInputs.size() / 1e6);
  }

  private static Iterator<Long> checksum(Iterator<Tuple2<String, Iterable<Integer>>> rows) {
    Checksum checksum = new Checksum();
    while (rows.hasNext()) {
      Tuple2<String, Iterable<Integer>> row = rows.next();
      checksum.add(row._1(), Checksum.of(row._2()));
    }
    return List.of(checksum.value()).iterator();
  }

  @Override
  public void close() {
    context.stop();
  }
}
