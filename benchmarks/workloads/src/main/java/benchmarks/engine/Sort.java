package benchmarks.engine;

import benchmarks.data.KeyedInputs;
import benchmarks.workload.Checksum;
import benchmarks.workload.Outcome;
import benchmarks.workload.Workload;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaSparkContext;
import java.io.Serializable;
import java.util.Iterator;
import java.util.List;

/** Sorts by key, and looks through the sorted partitions where they are. */
final class Sort implements Workload {
  private final JavaSparkContext context;

  Sort(JavaSparkContext context) {
    this.context = context;
  }

  /** What a sorted partition holds. The engines cut their ranges at different keys. */
  private record Range(String first, String last, long checksum) implements Serializable {}

  @Override
  public Outcome run() {
    List<Range> ranges =
        KeyedRecords.of(context, 0).sortByKey().mapPartitions(Sort::range).collect();
    long checksum = 0;
    String before = "";
    for (Range range : ranges) {
      requireOrder(before, range.first());
      before = range.last();
      checksum += range.checksum();
    }
    return new Outcome(checksum, KeyedInputs.size() / 1e6);
  }

  private static Iterator<Range> range(Iterator<Tuple2<String, Integer>> rows) {
    if (!rows.hasNext()) {
      return List.<Range>of().iterator();
    }
    Checksum checksum = new Checksum();
    String first = null;
    String before = "";
    while (rows.hasNext()) {
      Tuple2<String, Integer> row = rows.next();
      requireOrder(before, row._1());
      before = row._1();
      first = first == null ? before : first;
      checksum.add(row._1(), row._2());
    }
    return List.of(new Range(first, before, checksum.value())).iterator();
  }

  private static void requireOrder(String before, String after) {
    if (before.compareTo(after) > 0) {
      throw new IllegalStateException(before + " stands before " + after);
    }
  }

  @Override
  public void close() {
    context.stop();
  }
}
