package com.example.streaming;

import org.apache.spark.*;
import org.apache.spark.api.java.*;
import org.apache.spark.api.java.function.*;
import org.apache.spark.streaming.*;
import org.apache.spark.streaming.api.java.*;
import static org.apache.spark.streaming.Durations.*;
import static org.apache.spark.api.java.StorageLevels.MEMORY_ONLY;
import java.util.*;
import scala.*;

@SuppressWarnings({"unchecked", "rawtypes"})
public class OnDemand {
  private static Accumulator<Integer> counter;

  class Doubler implements Function<Integer, Integer> {
    public Integer call(Integer i) { counter.add(i); return i * 2; }
  }

  public static void main(String[] args) throws java.lang.Exception {
    JavaStreamingContext ssc = new JavaStreamingContext("local[2]", "on demand", milliseconds(100));
    counter = ssc.sparkContext().accumulator(0, "counter");
    Queue<JavaRDD<Integer>> queue = new java.util.LinkedList<JavaRDD<Integer>>();
    queue.add(ssc.sparkContext().parallelize(Arrays.asList(1, 2, 3), 1));
    JavaDStream numbers = ssc.queueStream(queue).map(new OnDemand().new Doubler()).persist(MEMORY_ONLY);
    JavaDStream repeated = numbers.flatMap(new FlatMapFunction() {
      public Iterable call(Object o) {
        List result = new ArrayList();
        result.add(o);
        result.add(new Tuple2(o, "twice"));
        return result;
      }
    });
    repeated.foreachRDD(new Function<JavaRDD, Void>() {
      public Void call(JavaRDD rdd) { System.out.println(rdd.collect() + " " + counter.value()); return null; }
    });
    ssc.start();
    ssc.awaitTermination();
  }
}
