package com.example.later;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Queue;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

public class Windows {
  private static final Duration SLIDE = Durations.milliseconds(100);

  private static Iterator<String> split(String line) {
    return Arrays.asList(line.split(" ")).iterator();
  }

  public static void main(String[] args) throws InterruptedException {
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("windows");
    try (JavaStreamingContext ssc = new JavaStreamingContext(conf, SLIDE)) {
      ssc.checkpoint(System.getProperty("java.io.tmpdir") + "/windows-" + System.nanoTime());
      Queue<JavaRDD<String>> queue = new ArrayDeque<>();
      for (String line : new String[] {"a b", "b", "c"}) {
        queue.add(ssc.sparkContext().parallelize(Arrays.asList(line), 1));
      }
      JavaDStream<String> words = ssc.queueStream(queue, true).flatMap(Windows::split);
      words
          .mapToPair(word -> new Tuple2<>(word, 1))
          // two batches at a time, with the way back
          .reduceByKeyAndWindow(
              Integer::sum,
              (total, gone) -> total - gone,
              SLIDE.times(2),
              SLIDE)
          .filter(pair -> pair._2() > 0)
          .transformToPair(rdd -> rdd.sortByKey())
          .foreachRDD((rdd, time) -> System.out.println("window " + rdd.collect()));
      ssc.start();
      ssc.awaitTermination();
    }
  }
}
