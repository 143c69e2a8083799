package com.example.streaming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

public class Lambdas {
  private static final FlatMapFunction<String, String> COMMAS = s -> Arrays.asList(s.split(","));

  static List<String> words(String line) {
    return Arrays.asList(line.split(" "));
  }

  private static Iterable<Integer> upTo(Integer n) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 1; i <= n; i++) numbers.add(i);
    return numbers;
  }

  public static void main(String[] args) throws Exception {
    JavaStreamingContext ssc =
        new JavaStreamingContext(new SparkConf().setMaster("local[*]").setAppName("λ"), Durations.milliseconds(100));
    Queue<JavaRDD<String>> queue = new LinkedList<>();
    queue.add(ssc.sparkContext().parallelize(Arrays.asList("x y,z", "y"), 1));
    JavaDStream<String> lines = ssc.queueStream(queue);

    JavaDStream<String> all =
        lines // what came in
            .flatMap(COMMAS) /* parts */
            .flatMap(Lambdas::words)
            .flatMap(word -> word.isEmpty() ? new ArrayList<>() : Arrays.asList(word, word.toUpperCase()));
    all.foreachRDD(rdd -> System.out.println(rdd.collect()));

    lines.flatMapToPair(line -> {
          Map<String, Integer> counts = new TreeMap<>();
          for (String w : line.split("[ ,]")) {
            counts.merge(w, 1, (a, b) -> { return a + b; });
          }
          List<Tuple2<String, Integer>> pairs =
              counts.entrySet().stream().flatMap(e -> Arrays.asList(e).stream())
                  .map(e -> new Tuple2<>(e.getKey(), e.getValue())).collect(Collectors.toList());
          return pairs;
        })
        .reduceByKey((a, b) -> a + b, 1)
        .foreachRDD(rdd -> { System.out.println(rdd.sortByKey().collect()); return null; });

    lines.map(String::length)
        .flatMap(n -> upTo(n))
        .mapPartitions(it -> {
          int sum = 0;
          while (it.hasNext()) sum += it.next();
          return Arrays.asList(sum);
        })
        .foreachRDD(rdd -> System.out.println(rdd.collect()));

    ssc.start();
    ssc.awaitTermination();
  }
}
