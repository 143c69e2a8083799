package dev.tidemill.runtime.measure;

import dev.tidemill.SparkConf;
import dev.tidemill.Tuple2;
import dev.tidemill.api.java.JavaRDD;
import dev.tidemill.streaming.Durations;
import dev.tidemill.streaming.api.java.JavaStreamingContext;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Queue;

/**
 * Starts, counts the words of ten lines in one batch at an interval of 5 ms, and ends: the time of
 * the whole process is what a user waits for a first result. Not a test; run its main.
 */
public final class FirstBatch {
  private FirstBatch() {}

  public static void main(String[] args) {
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("first-batch");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.milliseconds(5));
    Queue<JavaRDD<String>> queue = new ArrayDeque<>();
    queue.add(
        ssc.sparkContext().parallelize(Collections.nCopies(10, "the tide comes in and goes out")));
    ssc.queueStream(queue)
        .flatMap(line -> Arrays.asList(line.split(" ")).iterator())
        .mapToPair(word -> new Tuple2<>(word, 1))
        .reduceByKey(Integer::sum)
        .foreachRDD(
            rdd -> {
              List<Tuple2<String, Integer>> counts = rdd.collect();
              Runtime.getRuntime().halt(counts.size() == 7 ? 0 : 1);
            });
    ssc.start();
    try {
      ssc.awaitTermination();
    } catch (InterruptedException impossible) {
      Thread.currentThread().interrupt();
    }
  }
}
