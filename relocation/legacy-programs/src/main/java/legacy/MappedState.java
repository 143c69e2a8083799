package legacy;

import java.nio.file.Paths;
import java.util.Arrays;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.Optional;
import org.apache.spark.api.java.function.Function3;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaMapWithStateDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** mapWithState with values from before. */
public class MappedState {
  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    JavaStreamingContext context = Inputs.context("mapped");
    // Of the datasets only: a queue of datasets cannot be written down.
    context.sparkContext().setCheckpointDir(Paths.get(args[1], "checkpoint").toUri().toString());
    JavaPairRDD<String, Integer> before =
        context.sparkContext().parallelizePairs(Arrays.asList(new Tuple2<>("a", 100)));
    Function3<String, Optional<Integer>, State<Integer>, Tuple2<String, Integer>> mapping =
        (word, one, state) -> {
          int sum = one.orElse(0) + (state.exists() ? state.get() : 0);
          state.update(sum);
          return new Tuple2<>(word, sum);
        };
    JavaMapWithStateDStream<String, Integer, Integer, Tuple2<String, Integer>> counts =
        Inputs.lines(context, "a|b", "b|b")
            .mapToPair(word -> new Tuple2<>(word, 1))
            .mapWithState(StateSpec.function(mapping).initialState(before).numPartitions(2));
    counts.foreachRDD(dataset -> report.batch(dataset.collect()));
    report.run(context, 2);
  }
}
