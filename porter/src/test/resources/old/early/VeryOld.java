package com.example.streaming;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.api.java.function.PairFunction;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.JavaDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

/** As written for 0.9, when functions were abstract classes. */
public class VeryOld {
  static class Split extends FlatMapFunction<String, String> {
    @Override
    public Iterable<String> call(String line) {
      List<String> words = new ArrayList<String>();
      for (String word : line.split("\\s+")) {
        if (!word.isEmpty()) words.add(word.toLowerCase());
      }
      return words;
    }
  }

  static class Sum
      extends Function2<Integer, Integer, Integer> {
    public Integer call(Integer a, Integer b) { return a + b; }
  }

  public static void main(String[] args) throws Exception {
    JavaStreamingContext ssc = new JavaStreamingContext("local", "VeryOld", new Duration(100));
    Queue<JavaRDD<String>> queue = new LinkedList<JavaRDD<String>>();
    List<String> lines = new ArrayList<String>();
    lines.add("To be or not");
    lines.add("to be");
    queue.add(ssc.sparkContext().parallelize(lines));
    JavaDStream<String> words = ssc.queueStream(queue).flatMap(new Split());
    JavaPairDStream<String, Integer> counts = words.map(new PairFunction<String, String, Integer>() {
      public Tuple2<String, Integer> call(String w) { return new Tuple2<String, Integer>(w, 1); }
    }).reduceByKey(new Sum(), 1);
    counts.foreach(new Function<JavaPairRDD<String, Integer>, Void>() {
      public Void call(JavaPairRDD<String, Integer> rdd) {
        for (Object pair : rdd.sortByKey().collect().toArray()) System.out.println(pair);
        return null;
      }
    });
    ssc.start();
    ssc.awaitTermination();
  }
}
