package legacy;

import java.nio.file.Paths;
import java.util.List;
import org.apache.spark.api.java.Optional;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** Counts that live from batch to batch, by updateStateByKey. */
public class RunningCount {
  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    JavaStreamingContext context = Inputs.context("running");
    // Of the datasets only: a queue of datasets cannot be written down.
    context.sparkContext().setCheckpointDir(Paths.get(args[1], "checkpoint").toUri().toString());
    Function2<List<Integer>, Optional<Integer>, Optional<Integer>> update =
        (values, state) -> {
          int sum = state.or(0);
          for (Integer value : values) {
            sum += value;
          }
          return sum > 3 ? Optional.<Integer>absent() : Optional.of(sum);
        };
    int[] shown = {0};
    Inputs.lines(context, "a|b", "a|c", "a|a")
        .mapToPair(word -> new Tuple2<>(word, 1))
        .updateStateByKey(update)
        .foreachRDD(
            dataset -> {
              if (shown[0]++ < 3) {
                report.batch(dataset.collect());
              }
            });
    report.run(context, 3);
  }
}
