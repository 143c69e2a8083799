package legacy;

import java.util.Arrays;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** Lambdas, one of which captures a variable. */
public class QueueWordCount {
  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    JavaStreamingContext context = Inputs.context("queue");
    int step = args.length;
    JavaDStream<String> lines = Inputs.lines(context, "a b|b c", "c c|a");
    JavaPairDStream<String, Integer> counts =
        lines
            .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
            .mapToPair(word -> new Tuple2<>(word, step))
            .reduceByKey((left, right) -> left + right)
            .mapValues(sum -> sum / step);
    counts.foreachRDD(dataset -> report.batch(dataset.collect()));
    report.run(context, 2);
  }
}
