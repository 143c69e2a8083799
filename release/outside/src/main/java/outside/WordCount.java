package outside;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/** Counts the words of a file as one batch. */
public class WordCount {
  public static void main(String[] args) throws Exception {
    BlockingQueue<List<Tuple2<String, Integer>>> counted = new ArrayBlockingQueue<>(1);
    SparkConf conf = new SparkConf().setAppName("outside");
    try (JavaStreamingContext context =
        new JavaStreamingContext(conf, Durations.milliseconds(100))) {
      Queue<JavaRDD<String>> batches = new ArrayDeque<>();
      batches.add(context.sparkContext().textFile(args[0]));
      context
          .queueStream(batches)
          .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
          .mapToPair(word -> new Tuple2<>(word, 1))
          .reduceByKey(Integer::sum)
          .foreachRDD(
              dataset -> {
                if (!dataset.isEmpty()) {
                  counted.add(dataset.collect());
                }
              });
      context.start();
      List<Tuple2<String, Integer>> words = counted.take();
      System.out.println(words.stream().sorted(Comparator.comparing(Tuple2::_1)).toList());
    }
  }
}
