package legacy;

import java.util.Arrays;
import java.util.LinkedList;
import java.util.Queue;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

/** Batches that programs are given. */
final class Inputs {
  private Inputs() {}

  static JavaStreamingContext context(String name) {
    return new JavaStreamingContext(new SparkConf().setAppName(name), Durations.milliseconds(200));
  }

  static JavaDStream<String> lines(JavaStreamingContext context, String... batches) {
    Queue<JavaRDD<String>> queue = new LinkedList<>();
    for (String batch : batches) {
      queue.add(context.sparkContext().parallelize(Arrays.asList(batch.split("\\|")), 2));
    }
    return context.queueStream(queue);
  }
}
