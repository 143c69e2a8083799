package com.example.later;

import static org.apache.spark.streaming.Durations.milliseconds;

import java.util.*;
import java.util.concurrent.*;
import org.apache.spark.*;
import org.apache.spark.api.java.*;
import org.apache.spark.api.java.function.*;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.streaming.api.java.*;
import org.apache.spark.streaming.scheduler.*;
import org.apache.spark.util.*;
import scala.Tuple2;
import scala.Tuple3;

/** Starts, waits, stops from elsewhere; with records, text blocks and switches of newer Java. */
public class Lifecycle {
  record Reading(String sensor, double value) implements java.io.Serializable {}

  sealed interface Shape permits Round, Flat {}

  record Round(int r) implements Shape {}

  record Flat() implements Shape {}

  private static final String HELP =
      """
      Usage: spark-submit --class org.apache.spark.examples.Lifecycle
      \torg.apache.spark.streaming.Duration is the interval
      """;

  static String kind(Shape shape) {
    return switch (shape.hashCode()) {
      case 0 -> {
        String name = "flat";
        yield name.trim();
      }
      default -> shape instanceof Round round && round.r() > 0 ? "round" : "flat";
    };
  }

  public static void main(String... args) throws Exception {
    var conf = new SparkConf().setMaster("local[2]").setAppName("lifecycle");
    var jssc = new JavaStreamingContext(conf, milliseconds(100));
    var sc = jssc.sparkContext();
    sc.setLogLevel("WARN");
    LongAccumulator seen = sc.sc().longAccumulator();
    CollectionAccumulator<String> names = sc.sc().collectionAccumulator("names");
    Broadcast<Map<String, Integer>> limits = sc.broadcast(Map.of("a", 2));
    Queue<JavaRDD<Reading>> queue = new ArrayDeque<>(List.of(sc.parallelize(
        List.of(new Reading("a", 1), new Reading("b", 2.5), new Reading("a", 3)), 1)));
    CountDownLatch done = new CountDownLatch(1);
    jssc.queueStream(queue)
        .filter(r -> r.value() > limits.value().getOrDefault(r.sensor(), 0))
        .mapToPair(r -> { seen.add(1); names.add(r.sensor()); return new Tuple2<>(r.sensor(), r.value()); })
        .combineByKey(v -> v, Double::sum, Double::sum, new HashPartitioner(1))
        .transformToPair(rdd -> rdd.sortByKey())
        .map(t -> new Tuple3<>(t._1(), t._2(), kind(new Round(1))))
        .foreachRDD(rdd -> {
          System.out.println(rdd.collect() + " " + seen.value() + " " + names.value());
          done.countDown();
        });
    jssc.start();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    pool.execute(() -> {
      try {
        jssc.awaitTermination();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    done.await();
    jssc.awaitTerminationOrTimeout(5_000);
    jssc.stop();
    pool.shutdown();
    System.out.println(pool.awaitTermination(5, TimeUnit.SECONDS) + HELP.substring(0, 5).trim());
  }
}
