package com.example.streaming;

import com.google.common.base.Optional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.*;
import org.apache.spark.streaming.Duration;
import org.apache.spark.streaming.api.java.*;
import scala.Tuple2;

public class RunningTotals {
  private static final Function2<List<Integer>, Optional<Integer>, Optional<Integer>> ADD =
      new Function2<List<Integer>, Optional<Integer>, Optional<Integer>>() {
        public Optional<Integer> call(List<Integer> values, Optional<Integer> state) {
          int sum = state.or(0);
          for (Integer v : values) {
            sum += v;
          }
          if (sum > 100) {
            return Optional.absent();
          }
          return Optional.of(sum);
        }
      };

  public static void main(String[] args) throws Exception {
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("totals");
    JavaSparkContext sc = new JavaSparkContext(conf);
    JavaStreamingContext jssc = new JavaStreamingContext(sc, new Duration(100));
    Queue<JavaRDD<String>> queue = new LinkedList<JavaRDD<String>>();
    queue.add(sc.parallelize(Arrays.asList("a 1", "b 2", "a 3"), 1));
    queue.add(sc.parallelize(Arrays.asList("b 200", "c 5"), 1));
    jssc.queueStream(queue)
        .mapToPair(new PairFunction<String, String, Integer>() {
          public Tuple2<String, Integer> call(String line) {
            String[] parts = line.split(" ");
            return new Tuple2<String, Integer>(parts[0], Integer.parseInt(parts[1]));
          }
        })
        .updateStateByKey(ADD)
        .foreachRDD(new Function<org.apache.spark.api.java.JavaPairRDD<String, Integer>, Void>() {
          @Override
          public Void call(org.apache.spark.api.java.JavaPairRDD<String, Integer> rdd) throws Exception {
            List<Tuple2<String, Integer>> all = new ArrayList<Tuple2<String, Integer>>(rdd.sortByKey().collect());
            System.out.println("totals " + all);
            return null;
          }
        });
    jssc.start();
    jssc.awaitTermination();
  }
}
