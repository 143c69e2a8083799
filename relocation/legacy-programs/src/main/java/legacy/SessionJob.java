package legacy;

import java.util.Arrays;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** A session that is used for its context. */
public class SessionJob {
  public static void main(String[] args) throws Exception {
    Report report = new Report(args[0]);
    SparkSession session =
        SparkSession.builder()
            .appName("session")
            .config("spark.ui.enabled", false)
            .config("spark.default.parallelism", "2")
            .getOrCreate();
    JavaSparkContext context = JavaSparkContext.fromSparkContext(session.sparkContext());
    report.line("sum " + context.parallelize(Arrays.asList(1, 2, 3)).reduce(Integer::sum));
    JavaStreamingContext streams = new JavaStreamingContext(context, Durations.milliseconds(200));
    Inputs.lines(streams, "a|b").foreachRDD(dataset -> report.batch(dataset.collect()));
    streams.start();
    report.await(2);
    streams.stop(false, false);
    session.stop();
    report.write();
  }
}
