package com.example.later;

import java.util.Arrays;
import java.util.LinkedList;
import java.util.List;
import java.util.Queue;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.api.java.function.Function3;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.State;
import org.apache.spark.streaming.StateSpec;
import org.apache.spark.streaming.api.java.JavaMapWithStateDStream;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import scala.Tuple2;

public class Sessions {
  public static void main(String[] args) throws Exception {
    SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("sessions");
    JavaStreamingContext ssc = new JavaStreamingContext(conf, Durations.milliseconds(100));
    List<Tuple2<String, Integer>> tuples = Arrays.asList(new Tuple2<>("hello", 1), new Tuple2<>("world", 1));
    JavaPairRDD<String, Integer> initialRDD = ssc.sparkContext().parallelizePairs(tuples);
    Queue<JavaRDD<String>> queue = new LinkedList<>();
    queue.add(ssc.sparkContext().parallelize(Arrays.asList("hello", "tide"), 1));
    queue.add(ssc.sparkContext().parallelize(Arrays.asList("tide", "tide"), 1));
    JavaPairDStream<String, Integer> words =
        ssc.queueStream(queue).mapToPair(word -> new Tuple2<>(word, 1));

    // Update the cumulative count function
    Function3<String, Optional<Integer>, State<Integer>, Tuple2<String, Integer>> mappingFunc =
        (word, one, state) -> {
          int sum = one.orElse(0) + (state.exists() ? state.get() : 0);
          Tuple2<String, Integer> output = new Tuple2<>(word, sum);
          state.update(sum);
          return output;
        };

    JavaMapWithStateDStream<String, Integer, Integer, Tuple2<String, Integer>> stateDstream =
        words.mapWithState(StateSpec.function(mappingFunc).initialState(initialRDD));
    stateDstream.foreachRDD(rdd -> System.out.println(rdd.sortBy(Tuple2::toString, true, 1).collect()));
    ssc.start();
    ssc.awaitTermination();
  }
}
