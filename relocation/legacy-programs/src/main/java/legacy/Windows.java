package legacy;

import java.nio.file.Paths;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.Seconds;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** Windows with and without an inverse function, a join and a union. */
public class Windows {
  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    JavaStreamingContext context = Inputs.context("windows");
    // Of the datasets only: a queue of datasets cannot be written down.
    context.sparkContext().setCheckpointDir(Paths.get(args[1], "checkpoint").toUri().toString());
    JavaDStream<String> lines = Inputs.lines(context, "a|b", "b|c", "c|c");
    JavaPairDStream<String, Integer> ones = lines.mapToPair(word -> new Tuple2<>(word, 1));
    JavaPairDStream<String, Integer> plain =
        ones.reduceByKeyAndWindow(Integer::sum, Durations.milliseconds(400));
    JavaPairDStream<String, Integer> inverse =
        ones.reduceByKeyAndWindow(
            (left, right) -> left + right,
            (left, right) -> left - right,
            Durations.milliseconds(400),
            Durations.milliseconds(200),
            2,
            pair -> pair._2() > 0);
    int[] shown = {0};
    plain
        .join(inverse)
        .union(ones.mapValues(one -> new Tuple2<>(one, one)))
        .foreachRDD(
            dataset -> {
              if (shown[0]++ < 3) {
                report.batch(dataset.collect());
              }
            });
    report.line("a second is " + Seconds.apply(1).milliseconds());
    report.run(context, 4);
  }
}
