package com.example.streaming;

import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;

public class Outputs {
  /** Kept in a field, as some like it. */
  private final Function<JavaRDD<Integer>, Void> maximum =
      new Function<JavaRDD<Integer>, Void>() {
        @Override
        public Void call(JavaRDD<Integer> rdd) {
          if (rdd.isEmpty()) {
            System.out.println("maximum of nothing");
            return null;
          }
          List<Integer> sorted = rdd.sortBy(new Function<Integer, Integer>() {
            @Override
            public Integer call(Integer i) {
              return -i;
            }
          }, true, 1).collect();
          System.out.println("maximum " + sorted.get(0));
          return null;
        }
      };

  static class Counter implements Function2<JavaRDD<Integer>, Time, Void> {
    private static Void report(long count) {
      System.out.println("count " + count);
      return null;
    }

    public Void call(JavaRDD<Integer> rdd, Time time) {
      if (rdd.isEmpty()) return report(0);
      return report(rdd.count());
    }
  }

  void run(JavaDStream<Integer> numbers) {
    numbers.foreachRDD(maximum);
    numbers.foreachRDD(new Counter());
    numbers.foreachRDD(rdd -> {
      int sum = 0;
      for (int i : rdd.collect()) {
        sum += i;
      }
      System.out.println("sum " + sum);
      return null;
    });
    numbers.foreachRDD((rdd, time) -> { if (rdd.isEmpty()) return null; System.out.println("first " + rdd.first()); return null; });
  }

  public static void main(String[] args) {
    JavaStreamingContext ssc = new JavaStreamingContext("local[2]", "outputs", Durations.milliseconds(100));
    Queue<JavaRDD<Integer>> queue = new LinkedList<>();
    queue.add(ssc.sc().parallelize(Arrays.asList(3, 9, 4)));
    queue.add(ssc.sparkContext().parallelize(Arrays.<Integer>asList()));
    new Outputs().run(ssc.queueStream(queue));
    ssc.start();
    ssc.awaitTermination();
  }
}
