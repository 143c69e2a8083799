package com.example.streaming;

import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import org.apache.spark.Accumulator;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.VoidFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

public class Tallies {
  public static void main(String[] args) throws InterruptedException {
    JavaSparkContext sc = new JavaSparkContext("local[2]", "tallies");
    JavaStreamingContext ssc = new JavaStreamingContext(sc, new Duration(100));
    final Broadcast<List<String>> stopWords = sc.broadcast(Arrays.asList("the", "a"));
    final Accumulator<Integer> dropped = sc.accumulator(0);
    final Accumulator<Double> length = sc.accumulator(0.0, "length");
    final Accumulator<Integer> seen = ssc.sparkContext().intAccumulator(0);
    Queue<JavaRDD<String>> queue = new LinkedList<JavaRDD<String>>();
    queue.add(sc.parallelize(Arrays.asList("the", "tide", "a", "mill")));
    ssc.queueStream(queue)
        .filter(new Function<String, Boolean>() {
          @Override
          public Boolean call(String word) {
            seen.add(1);
            if (stopWords.value().contains(word)) {
              dropped.add(1);
              return false;
            }
            return true;
          }
        })
        .foreachRDD(new Function<JavaRDD<String>, Void>() {
          @Override
          public Void call(JavaRDD<String> rdd) {
            rdd.foreach(new VoidFunction<String>() {
              @Override
              public void call(String word) {
                length.add((double) word.length());
              }
            });
            int n = dropped.value();
            System.out.println(n + " of " + seen.value() + " dropped, " + length.value() + " letters");
            return null;
          }
        });
    ssc.start();
    ssc.awaitTermination();
  }
}
