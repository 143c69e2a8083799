package com.example.later;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function0;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.streaming.Durations;
import org.apache.spark.streaming.Time;
import org.apache.spark.streaming.api.java.JavaPairDStream;
import org.apache.spark.streaming.api.java.JavaStreamingContext;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/** Use this singleton to get or register a Broadcast variable. */
class JavaWordExcludeList {
  private static volatile Broadcast<List<String>> instance = null;

  public static Broadcast<List<String>> getInstance(JavaSparkContext jsc) {
    if (instance == null) {
      synchronized (JavaWordExcludeList.class) {
        if (instance == null) {
          instance = jsc.broadcast(Arrays.asList("a", "b", "c"));
        }
      }
    }
    return instance;
  }
}

class JavaDroppedWordsCounter {
  private static volatile LongAccumulator instance = null;

  public static LongAccumulator getInstance(JavaSparkContext jsc) {
    if (instance == null) {
      synchronized (JavaDroppedWordsCounter.class) {
        if (instance == null) {
          instance = jsc.sc().longAccumulator("DroppedWordsCounter");
        }
      }
    }
    return instance;
  }
}

public final class Recoverable {
  private static JavaStreamingContext createContext(String ip, int port, String checkpointDirectory) {
    SparkConf sparkConf = new SparkConf().setAppName("JavaRecoverableNetworkWordCount");
    JavaStreamingContext ssc = new JavaStreamingContext(sparkConf, Durations.seconds(1));
    ssc.checkpoint(checkpointDirectory);
    JavaPairDStream<String, Integer> wordCounts =
        ssc.socketTextStream(ip, port)
            .flatMap(x -> Arrays.asList(x.split(" ")).iterator())
            .mapToPair(s -> new Tuple2<>(s, 1))
            .reduceByKey((i1, i2) -> i1 + i2);
    wordCounts.foreachRDD((JavaPairRDD<String, Integer> rdd, Time time) -> {
      Broadcast<List<String>> excludeList =
          JavaWordExcludeList.getInstance(new JavaSparkContext(rdd.context()));
      LongAccumulator dropped = JavaDroppedWordsCounter.getInstance(new JavaSparkContext(rdd.context()));
      String counts = rdd.filter(wordCount -> {
        if (excludeList.value().contains(wordCount._1())) {
          dropped.add(wordCount._2());
          return false;
        } else {
          return true;
        }
      }).collect().toString();
      System.out.println("Counts at time " + time + " " + counts + ", dropped " + dropped.value());
    });
    return ssc;
  }

  public static void main(String[] args) {
    Function0<JavaStreamingContext> createContextFunc =
        () -> createContext(args[0], Integer.parseInt(args[1]), new File(args[2]).getPath());
    JavaStreamingContext ssc = JavaStreamingContext.getOrCreate(args[2], createContextFunc);
    ssc.start();
    try {
      ssc.awaitTermination();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
