package legacy;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.CollectionAccumulator;
import org.apache.spark.util.LongAccumulator;

/** Broadcast values and accumulators, one of the program's own kind. */
public class SharedValues {
  static class Distinct extends AccumulatorV2<String, Set<String>> {
    private final Set<String> values = new HashSet<>();

    @Override
    public boolean isZero() {
      return values.isEmpty();
    }

    @Override
    public AccumulatorV2<String, Set<String>> copy() {
      Distinct copy = new Distinct();
      copy.values.addAll(values);
      return copy;
    }

    @Override
    public void reset() {
      values.clear();
    }

    @Override
    public void add(String value) {
      values.add(value);
    }

    @Override
    public void merge(AccumulatorV2<String, Set<String>> other) {
      values.addAll(other.value());
    }

    @Override
    public Set<String> value() {
      return values;
    }
  }

  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    JavaSparkContext context = new JavaSparkContext(new SparkConf().setAppName("shared"));
    Broadcast<Set<String>> wanted = context.broadcast(new HashSet<>(Arrays.asList("a", "b")));
    LongAccumulator others = context.sc().longAccumulator("others");
    CollectionAccumulator<String> seen = context.sc().collectionAccumulator();
    Distinct distinct = new Distinct();
    context.sc().register(distinct, "distinct");
    long kept =
        context
            .parallelize(Arrays.asList("a", "b", "c", "a", "d"), 3)
            .filter(
                word -> {
                  distinct.add(word);
                  if (wanted.value().contains(word)) {
                    seen.add(word);
                    return true;
                  }
                  others.add(1);
                  return false;
                })
            .count();
    report.line("kept " + kept + ", others " + others.value() + ", sum " + others.sum());
    report.line("seen " + seen.value().size() + ", distinct " + new TreeSet<>(distinct.value()));
    wanted.destroy();
    context.stop();
    report.write();
  }
}
